import { IconLink, IconFileText } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { PostLook } from '#shared/platforms/platform.ts';
import { t } from '../text/t.ts';
import { NetworkMark } from './network-mark.tsx';
import styles from './network-post.module.css';

/** A file as a network shows it. */
export interface ShownFile {
  /** Where the window gets it. */
  readonly address: string;
  readonly mimeType: string;
  readonly alt: string | undefined;
}

interface Props {
  readonly platform: string;
  readonly account: string;
  /** As a reader of the network sees it: `12:04`. */
  readonly when: ReactNode;
  readonly text: string;
  readonly media: readonly ShownFile[];
  readonly pollAnswers?: readonly string[] | undefined;
  readonly link?: string | undefined;
  /** What stands beside the name: `Story`, `Taken down`. */
  readonly tags?: readonly string[];
  /** Its place in a thread: a line leads to what is below or above it. */
  readonly thread?: { readonly above: boolean; readonly below: boolean };
}

/** A post in the manner of its network: where the picture stands, how a thread hangs together, what a link becomes. */
export function NetworkPost(props: Props): ReactNode {
  const look: PostLook = platformOf(props.platform)?.look ?? 'stacked';
  const { thread } = props;
  return (
    <article className={styles.post} data-look={look} data-above={thread?.above} data-below={thread?.below}>
      <Face {...props} />
      <div className={styles.main}>
        <Head {...props} />
        {look === 'picture-first' ? (
          <>
            <Files media={props.media} />
            <Words text={props.text} account={props.account} />
          </>
        ) : (
          <>
            <Words text={props.text} />
            <Files media={props.media} />
          </>
        )}
        <Poll answers={props.pollAnswers} />
        <Card link={props.link} />
      </div>
    </article>
  );
}

function Face({ platform, account }: Props): ReactNode {
  const letter = [...account.replace(/^[@\s]+/, '')][0] ?? '?';
  return (
    <span className={styles.face} style={{ background: platformOf(platform)?.color }} aria-hidden>
      {letter.toUpperCase()}
    </span>
  );
}

function Head({ platform, account, when, tags = [] }: Props): ReactNode {
  return (
    <header className={styles.head}>
      <span className={styles.account} dir="auto">
        {account}
      </span>
      {tags.map((tag) => (
        <span key={tag} className={styles.tag}>
          {tag}
        </span>
      ))}
      <span className={styles.when}>{when}</span>
      <NetworkMark platform={platform} size={18} />
    </header>
  );
}

function Words({ text, account }: { readonly text: string; readonly account?: string }): ReactNode {
  if (text === '') return null;
  return (
    <p className={styles.words} dir="auto">
      {account !== undefined && (
        <b className={styles.account} dir="auto">
          {account.replace(/^@/, '')}{' '}
        </b>
      )}
      {text}
    </p>
  );
}

/** How many pictures most networks show before the rest is behind a swipe. */
const SHOWN_AT_ONCE = 4;

function Files({ media }: Pick<Props, 'media'>): ReactNode {
  if (media.length === 0) return null;
  const shown = media.slice(0, SHOWN_AT_ONCE);
  return (
    <div className={styles.files} data-count={shown.length}>
      {shown.map((file, index) => (
        <figure key={file.address} className={styles.file}>
          <Shown file={file} />
          {file.alt !== undefined && file.alt !== '' && (
            <span className={styles.alt} title={file.alt}>
              ALT
            </span>
          )}
          {index === shown.length - 1 && media.length > shown.length && (
            <span className={styles.rest}>+{media.length - shown.length}</span>
          )}
        </figure>
      ))}
    </div>
  );
}

function Shown({ file }: { readonly file: ShownFile }): ReactNode {
  const { mimeType, address, alt } = file;
  if (mimeType.startsWith('image/')) return <img src={address} alt={alt ?? ''} loading="lazy" />;
  if (mimeType.startsWith('video/')) {
    return <video src={address} controls muted preload="metadata" aria-label={alt ?? t.networkPost.film} />;
  }
  return (
    <span className={styles.document}>
      <IconFileText size={20} aria-hidden />
      {mimeType}
    </span>
  );
}

function Poll({ answers }: { readonly answers: readonly string[] | undefined }): ReactNode {
  if (answers === undefined || answers.length === 0) return null;
  return (
    <ul className={styles.poll} aria-label={t.networkPost.poll}>
      {answers.map((answer) => (
        <li key={answer} dir="auto">
          {answer}
        </li>
      ))}
    </ul>
  );
}

function Card({ link }: { readonly link: string | undefined }): ReactNode {
  if (link === undefined) return null;
  return (
    <p className={styles.card}>
      <IconLink size={16} aria-hidden />
      <span>{link.replace(/^https?:\/\//, '')}</span>
    </p>
  );
}

import { IconLink, IconFileText } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { platformOf } from '#shared/platforms/catalog.ts';
import type { Platform, Shows } from '#shared/platforms/platform.ts';
import { beforeFold, withShortLinks } from '#shared/posts/fold-text.ts';
import { t } from '../text/t.ts';
import { NetworkMark } from './network-mark.tsx';
import styles from './network-post.module.css';

/** A file as a network shows it. */
export interface ShownFile {
  /** Where the window gets it. */
  readonly address: string;
  readonly mimeType: string;
  readonly alt: string | undefined;
  /** Width to height, where it is known. */
  readonly ratio?: number;
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
  /** Shows what a reader sees before they ask for more; `measure` counts as the network does. Without it, everything. */
  readonly asReader?: { readonly measure: (text: string) => number; readonly warning?: string | undefined };
}

/** A post in the manner of its network: where the picture stands, how a thread hangs together, what a link becomes. */
export function NetworkPost(props: Props): ReactNode {
  const { look = 'stacked', shows }: Partial<Pick<Platform, 'look' | 'shows'>> = platformOf(props.platform) ?? {};
  const { thread, asReader } = props;
  const [isOpen, setOpen] = useState(false);
  const { warning } = asReader ?? {};
  const isHidden = warning !== undefined && !isOpen;
  const files = <Files media={props.media} frame={shows?.frame} />;
  const words = <FoldedWords {...props} shows={shows} />;
  return (
    <article className={styles.post} data-look={look} data-above={thread?.above} data-below={thread?.below}>
      <Face {...props} />
      <div className={styles.main}>
        <Head {...props} />
        {warning !== undefined && (
          <p className={styles.warning}>
            {warning}
            <button type="button" className={styles.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
              {isOpen ? t.networkPost.less : shows?.warning?.says}
            </button>
          </p>
        )}
        {!isHidden && (
          <>
            {look === 'picture-first' ? files : words}
            {look === 'picture-first' ? words : files}
            <Poll answers={props.pollAnswers} />
            <Card link={props.link} />
          </>
        )}
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

/** The words up to where the network folds them, and its own word for the rest. */
function FoldedWords({
  text,
  account,
  platform,
  asReader,
  shows,
}: Props & { readonly shows: Shows | undefined }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const name = platformOf(platform)?.look === 'picture-first' ? { account } : {};
  if (asReader === undefined) return <Words text={text} {...name} />;
  const { fold, shortLinks } = shows ?? {};
  const start = fold === undefined ? undefined : beforeFold(text, fold, asReader.measure);
  const asShown = (words: string): string => (shortLinks ? withShortLinks(words) : words);
  if (fold === undefined || start === undefined) return <Words text={asShown(text)} {...name} />;
  return (
    <div>
      <Words text={asShown(isOpen ? text : start)} {...name} />
      <button
        type="button"
        className={styles.more}
        aria-expanded={isOpen}
        title={fold.isAbout ? t.networkPost.aboutHere : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? t.networkPost.less : fold.says}
      </button>
      {fold.isAbout && !isOpen && <span className={styles.about}>{t.networkPost.about}</span>}
    </div>
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

function Files({ media, frame }: Pick<Props, 'media'> & { readonly frame: Shows['frame'] }): ReactNode {
  if (media.length === 0) return null;
  if (frame !== undefined) return <Framed media={media} frame={frame} />;
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

/** One picture at a time, all cut to the ratio of the first. */
function Framed({ media, frame }: Pick<Props, 'media'> & { readonly frame: NonNullable<Shows['frame']> }): ReactNode {
  const [first] = media;
  if (first === undefined) return null;
  const ratio = Math.min(frame.most, Math.max(frame.least, first.ratio ?? frame.least));
  const isCut = first.ratio !== undefined && Math.abs(first.ratio - ratio) > 0.01;
  return (
    <div className={styles.files} data-count={1} data-framed>
      <figure className={styles.file} style={{ aspectRatio: String(ratio) }}>
        <Shown file={first} />
        {first.alt !== undefined && first.alt !== '' && (
          <span className={styles.alt} title={first.alt}>
            ALT
          </span>
        )}
        {media.length > 1 && <span className={styles.rest}>1/{media.length}</span>}
      </figure>
      {isCut && <span className={styles.cut}>{t.networkPost.cut}</span>}
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
      {answers.map((answer, at) => (
        // Two that are not written yet are alike: the place is what an answer is known by.
        <li key={at} dir="auto">
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
      <span>
        <b className={styles.host}>{URL.canParse(link) ? new URL(link).host : link}</b>
        {link.replace(/^https?:\/\//, '')}
      </span>
    </p>
  );
}

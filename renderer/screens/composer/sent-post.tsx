import { useEffect, type ReactNode } from 'react';
import type { Publication } from '#shared/publishing/publication.ts';
import { channelName } from '#shared/channels/channel.ts';
import { mediaKind } from '#shared/media/media.ts';
import { shownAddress } from '#shared/media/picture-addresses.ts';
import type { MediaUse, Post, Segment } from '#shared/posts/post.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useChannels } from '../../state/channels.store.ts';
import { needMedia, useMedia } from '../../state/media.store.ts';
import { usePosts } from '../../state/posts.store.ts';
import { t } from '../../text/t.ts';
import { LabelMarks } from '../../ui/label-mark.tsx';
import { LabelPicker } from '../../ui/label-picker.tsx';
import { FilmStill } from '../../ui/film-still.tsx';
import { WherePanel } from './where-panel.tsx';
import desk from './writing-desk.module.css';
import styles from './sent-post.module.css';

const NO_LABELS: readonly never[] = [];

/** A post that nobody can change any more: its words as they went out, and the proof. Its labels are for sorting and can change. */
export function SentPost({
  post,
  publications,
}: {
  readonly post: Post;
  readonly publications: readonly Publication[];
}): ReactNode {
  const byId = useChannels((state) => state.byId);
  const labels = usePosts((state) => state.byId.get(post.id)?.labels) ?? NO_LABELS;
  const own = post.channels.filter((id) => Object.hasOwn(post.variants, id));

  useEffect(() => {
    needMedia(post.segments.flatMap((part) => part.media).map((use) => use.media)).catch(showFailure);
  }, [post]);

  return (
    <div className={desk.desk}>
      <div className={desk.paper}>
        <div className={desk.column}>
          <p className={styles.note}>{noteOf(post, publications)}</p>
          {post.channels.length > own.length && <Words parts={post.segments} />}
          {own.map((id) => {
            const channel = byId.get(id);
            return (
              <Words
                key={id}
                parts={post.variants[id] ?? []}
                title={channel === undefined ? '…' : channelName(channel)}
              />
            );
          })}
        </div>
      </div>
      <aside className={desk.side}>
        {post.deletedAt === undefined && (
          <section className={styles.labels} aria-label={t.labels.title}>
            <LabelPicker all={labels} posts={[post.id]} />
            <LabelMarks ids={labels} />
          </section>
        )}
        <WherePanel publications={publications} />
      </aside>
    </div>
  );
}

function noteOf(post: Post, publications: readonly Publication[]): string {
  if (post.deletedAt !== undefined) return t.composer.inBin;
  const isGoing = publications.some((one) => one.state === 'publishing' || one.state === 'processing');
  if (isGoing) return t.composer.sendingNow;
  return publications.some((one) => one.state === 'unconfirmed') ? t.composer.mayBeOut : t.composer.sent;
}

function Words({ parts, title }: { readonly parts: readonly Segment[]; readonly title?: string }): ReactNode {
  return (
    <div className={styles.words}>
      {title !== undefined && <h2 className={styles.title}>{title}</h2>}
      {parts.map((part) => (
        <div key={part.id} className={styles.part}>
          <p className={styles.text} dir="auto">
            {part.text}
          </p>
          {part.media.length > 0 && (
            <div className={styles.pictures}>
              {part.media.map((use) => (
                <File key={use.media} use={use} />
              ))}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}

/** A picture, also of a film, or the name of any other file. */
function File({ use }: { readonly use: MediaUse }): ReactNode {
  const file = useMedia((state) => state.byId.get(use.media));
  if (file !== undefined && mediaKind(file.mimeType) === 'video')
    return <FilmStill use={use} file={file} which="preview" className={styles.picture ?? ''} />;
  if (file !== undefined && mediaKind(file.mimeType) !== 'image')
    return <span className={styles.file}>{file.name}</span>;
  return <img className={styles.picture} src={shownAddress(use.media, file, 'preview')} alt={use.alt} />;
}

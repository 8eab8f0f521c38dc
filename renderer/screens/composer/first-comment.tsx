import { Textarea } from '@mantine/core';
import { memo, useState, type ReactNode } from 'react';
import { platformOf } from '#shared/platforms/catalog.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import type { Written } from './use-writing.ts';

/** What is written under the post once it is out, where one of its networks takes that. Saved when the field is left. */
export const FirstComment = memo(function FirstComment({ written }: { readonly written: Written }): ReactNode {
  const { writing, post } = written;
  const byId = useChannels((state) => state.byId);
  const takers = post.channels.flatMap((id) => {
    const platform = platformOf(byId.get(id)?.platform ?? '');
    return platform?.takes.firstComment === true ? [platform.name] : [];
  });
  const usual = post.channels.flatMap((id) => {
    const channel = byId.get(id);
    const takes = platformOf(channel?.platform ?? '')?.takes.firstComment === true;
    return channel === undefined || !takes || channel.defaults.firstComment.trim() === '' ? [] : [channel];
  });
  const [typed, setTyped] = useState<string>();
  if (takers.length === 0 && post.firstComment === '') return null;
  const save = async (): Promise<void> => {
    if (typed === undefined) return;
    const isKept =
      typed === post.firstComment ||
      (await writing.change({ kind: 'post.set-first-comment', post: post.id, from: post.firstComment, to: typed }));
    if (isKept) setTyped(undefined);
  };
  return (
    <Textarea
      label={t.composer.firstComment}
      description={t.composer.firstCommentOn([...new Set(takers)].join(', '))}
      autosize
      minRows={1}
      maxRows={8}
      maxLength={10_000}
      value={typed ?? post.firstComment}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void save()}
      placeholder={usual[0]?.defaults.firstComment ?? ''}
    />
  );
});

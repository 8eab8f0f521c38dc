import { Textarea } from '@mantine/core';
import { memo, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { platformOf } from '#shared/platforms/catalog.ts';
import { useChannels } from '../../state/channels.store.ts';
import { t } from '../../text/t.ts';
import type { PostText } from './post-text.ts';
import type { Written } from './use-writing.ts';
import { textShown } from './writing.ts';

const COMMENT: PostText = { kind: 'first-comment' };

/** What is written under the post once it is out, where one of its networks takes that. */
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
  const words = useStore(writing.store, (state) => textShown(state, COMMENT));
  if (takers.length === 0 && words === '') return null;
  return (
    <Textarea
      label={t.composer.firstComment}
      description={t.composer.firstCommentOn([...new Set(takers)].join(', '))}
      autosize
      minRows={1}
      maxRows={8}
      maxLength={10_000}
      value={words}
      onChange={(event) => writing.type(COMMENT, event.currentTarget.value)}
      onBlur={() => void writing.flush()}
      placeholder={usual[0]?.defaults.firstComment ?? ''}
    />
  );
});

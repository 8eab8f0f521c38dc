import { useDisclosure } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { TextPlace } from '#shared/posts/post.ts';
import { filledIn, type Snippet } from '#shared/posts/snippet.ts';
import type { Publication } from '#shared/publishing/publication.ts';
import type { PlannedTime } from '#shared/time-zones.ts';
import { showFailure } from '../../failures/show-notice.tsx';
import { useInserter } from '../../state/inserter.store.ts';
import { needMedia } from '../../state/media.store.ts';
import { ChannelPicker } from './channel-picker.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { createFields, FieldsProvider } from './fields.ts';
import { follow, FollowedProvider } from './followed.ts';
import { FirstComment } from './first-comment.tsx';
import { OptionsPanel } from './options-panel.tsx';
import { Parts, SharedHere } from './parts.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { useKept } from '../../ui/use-kept.ts';
import { SnippetDrawer } from './snippet-drawer.tsx';
import { SortingPanel } from './sorting-panel.tsx';
import { snippetPlace } from './suggest.ts';
import { TextTabs } from './text-tabs.tsx';
import { Previews } from './previews.tsx';
import type { Written } from './use-writing.ts';
import { WherePanel } from './where-panel.tsx';
import { textShown } from './writing.ts';
import { isSameButWords } from './written-post.ts';
import styles from './writing-desk.module.css';

interface Props {
  readonly written: Written;
  readonly publications: readonly Publication[];
  readonly at: PlannedTime | undefined;
}

/** The desk: channels, words and pictures on the left, beside them in a wide window how it will look; time, checks and standing on the right. */
export function WritingDesk({ written, publications, at }: Props): ReactNode {
  const { writing, post } = written;
  const around = useKept(written, isSameAround);
  const [tab, setTab] = useState<TextPlace>('shared');
  const place = tab !== 'shared' && !post.channels.includes(tab) ? 'shared' : tab;
  const [fields] = useState(createFields);
  const followed = useMemo(() => follow(writing.store), [writing]);
  const [isSnippets, snippets] = useDisclosure(false);
  const insert = useCallback(
    (snippet: Snippet) => {
      const segment = fields.last();
      if (segment === undefined) return;
      const state = writing.store.getState();
      const words = textShown(state, { kind: 'part', place, segment });
      const text = filledIn(snippet.text, snippetPlace(state.post, place, words));
      fields.insert(segment, text);
    },
    [fields, writing, place],
  );

  useEffect(() => {
    useInserter.setState({ insert });
    return () => useInserter.setState({ insert: undefined });
  }, [insert]);

  const isShared = place !== 'shared' && !Object.hasOwn(post.variants, place);

  useEffect(() => {
    const used = [post.segments, ...Object.values(post.variants)]
      .flatMap((some) => some ?? [])
      .flatMap((part) => part.media);
    needMedia(used.map((use) => use.media)).catch(showFailure);
  }, [post]);

  return (
    <FieldsProvider value={fields}>
      <FollowedProvider value={followed}>
        <div className={styles.desk}>
          <div className={styles.paper}>
            <div className={styles.column}>
              <div className={styles.words}>
                <ChannelPicker channels={post.channels} onChange={writing.setChannels} />
                <TextTabs channels={post.channels} variants={post.variants} place={place} onChoose={setTab} />
                {isShared ? (
                  <SharedHere writing={writing} channel={place} />
                ) : (
                  <Parts key={place} written={written} place={place} openSnippets={snippets.open} />
                )}
                <FirstComment key={post.id} written={around} />
              </div>
              <Previews />
            </div>
          </div>
          <aside className={styles.side}>
            {post.template === undefined && (
              <PlanPanel written={around} publications={publications} at={at} onShow={setTab} />
            )}
            <SortingPanel written={around} />
            <ChecksPanel writing={writing} onShow={setTab} />
            <OptionsPanel written={around} />
            <WherePanel publications={publications} />
          </aside>
        </div>
        <SnippetDrawer
          isOpen={isSnippets}
          onClose={snippets.close}
          onInsert={(snippet) => {
            snippets.close();
            insert(snippet);
          }}
        />
      </FollowedProvider>
    </FieldsProvider>
  );
}

/** What stands around the words has nothing new to show: a save of words makes the whole post new. */
function isSameAround(before: Written, now: Written): boolean {
  const isSameDesk = before.writing === now.writing && before.refusal === now.refusal;
  return isSameDesk && isSameButWords(before.post, now.post);
}

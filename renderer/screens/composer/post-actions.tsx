import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconCopy, IconDots, IconLink, IconTemplate } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { excerptOf, type Post } from '#shared/posts/post.ts';
import type { PostProgress } from '#shared/posts/post-progress.ts';
import { copyLink, duplicate, saveTemplate, toPosts } from '../../state/act-on-posts.ts';
import { t } from '../../text/t.ts';
import { askName } from '../../ui/ask-name.tsx';

/** What still has to go out, or waits for somebody, cannot be put out of sight. */
const STAYS: readonly PostProgress[] = ['planned', 'sending', 'needs-you'];

interface Props {
  readonly post: Post;
  readonly progress: PostProgress;
}

/** What can be done with the open post besides writing it. */
export function PostActions({ post, progress }: Props): ReactNode {
  const isTemplate = post.template !== undefined;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.app.more} title={t.app.more}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void duplicate([post.id])}>
          {isTemplate ? t.composer.startFrom : t.composer.duplicate}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copyLink(post.id)}>
          {t.composer.copyLink}
        </Menu.Item>
        {!isTemplate && (
          <Menu.Item leftSection={<IconTemplate size={16} />} onClick={() => askTemplateName(post)}>
            {t.composer.saveTemplate}
          </Menu.Item>
        )}
        {!isTemplate && post.archivedAt === undefined && !STAYS.includes(progress) && (
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => void toPosts('post.archive', [post.id])}>
            {t.composer.archive}
          </Menu.Item>
        )}
        {post.archivedAt !== undefined && (
          <Menu.Item
            leftSection={<IconArrowBackUp size={16} />}
            onClick={() => void toPosts('post.unarchive', [post.id])}
          >
            {t.composer.unarchive}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function askTemplateName(post: Post): void {
  askName({
    title: t.composer.saveTemplate,
    label: t.composer.templateName,
    confirm: t.composer.saveTemplate,
    start: post.template ?? excerptOf(post.segments, 40),
    longest: 100,
    then: (name) => saveTemplate(post.id, name),
  });
}

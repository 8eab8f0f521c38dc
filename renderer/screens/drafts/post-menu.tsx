import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconCopy,
  IconDots,
  IconLink,
  IconPencil,
  IconTemplate,
  IconTrash,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { excerptOf } from '#shared/posts/post.ts';
import { STAGES } from '#shared/posts/stage.ts';
import { copyLink, duplicate, saveTemplate, setStage, toPosts } from '../../state/act-on-posts.ts';
import { openPost } from '../../state/route.store.ts';
import { t } from '../../text/t.ts';
import { askName } from '../../ui/ask-name.tsx';

/** Everything that can be done with one post where it lies. */
export function PostMenu({ view: { post } }: { readonly view: PostView }): ReactNode {
  const { id, deletedAt, archivedAt, template } = post;
  const isOnDesk = deletedAt === undefined && archivedAt === undefined && template === undefined;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t.app.more} aria-describedby={`words-${id}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => openPost(id)}>
          {t.offer.openPost}
        </Menu.Item>
        {isOnDesk && (
          <>
            <Menu.Label>{t.drafts.moveTo}</Menu.Label>
            {STAGES.filter((stage) => stage !== post.stage).map((stage) => (
              <Menu.Item key={stage} onClick={() => void setStage(id, stage)}>
                {t.stage[stage]}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconCopy size={16} />} onClick={() => void duplicate([id])}>
          {template === undefined ? t.composer.duplicate : t.composer.startFrom}
        </Menu.Item>
        <Menu.Item leftSection={<IconLink size={16} />} onClick={() => void copyLink(id)}>
          {t.composer.copyLink}
        </Menu.Item>
        {template === undefined && (
          <Menu.Item leftSection={<IconTemplate size={16} />} onClick={() => askTemplateName(post)}>
            {t.composer.saveTemplate}
          </Menu.Item>
        )}
        {isOnDesk && (
          <Menu.Item leftSection={<IconArchive size={16} />} onClick={() => void toPosts('post.archive', [id])}>
            {t.composer.archive}
          </Menu.Item>
        )}
        {deletedAt === undefined && archivedAt !== undefined && (
          <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void toPosts('post.unarchive', [id])}>
            {t.composer.unarchive}
          </Menu.Item>
        )}
        {deletedAt === undefined ? (
          <Menu.Item leftSection={<IconTrash size={16} />} onClick={() => void toPosts('post.delete', [id])}>
            {t.composer.delete}
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<IconArrowBackUp size={16} />} onClick={() => void toPosts('post.restore', [id])}>
            {t.drafts.restore}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function askTemplateName(post: PostView['post']): void {
  askName({
    title: t.composer.saveTemplate,
    label: t.composer.templateName,
    confirm: t.composer.saveTemplate,
    start: excerptOf(post.segments, 40),
    longest: 100,
    then: (name) => saveTemplate(post.id, name),
  });
}

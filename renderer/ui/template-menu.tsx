import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronDown, IconTemplate } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { PostView } from '#shared/ipc/posts.calls.ts';
import { showFailure } from '../failures/show-notice.tsx';
import { call } from '../ipc.ts';
import { duplicate } from '../state/act-on-posts.ts';
import { go } from '../state/route.store.ts';
import { t } from '../text/t.ts';

const MOST = 12;

/** Beside “New post”: a post begun from a template. They are read when somebody looks. */
export function TemplateMenu({ className }: { readonly className: string }): ReactNode {
  const [templates, setTemplates] = useState<readonly PostView[]>();
  const read = (): void => void call('posts.templates', { limit: MOST }).then(setTemplates, showFailure);
  return (
    <Menu position="bottom-end" onOpen={read}>
      <Menu.Target>
        <ActionIcon variant="filled" color="tide" size={44} className={className} aria-label={t.app.newFromTemplate}>
          <IconChevronDown size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t.app.newFromTemplate}</Menu.Label>
        {templates?.map(({ post }) => (
          <Menu.Item key={post.id} leftSection={<IconTemplate size={16} />} onClick={() => void duplicate([post.id])}>
            <bdi>{post.template}</bdi>
          </Menu.Item>
        ))}
        {templates?.length === 0 && (
          <Menu.Item onClick={() => void go({ screen: 'drafts' })}>{t.app.noTemplates}</Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

import { Popover, UnstyledButton } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { EmojiPicker as Frimousse } from 'frimousse';
import { useState, type ComponentProps, type ReactNode } from 'react';
import { emojiData, setSkinTone, usedEmoji, useEmoji } from '../../state/emoji.store.ts';
import { t } from '../../text/t.ts';
import { ToolButton } from './tool-button.tsx';
import styles from './emoji-picker.module.css';

const COLUMNS = 9;

/** The button that opens all emoji; one that is chosen goes in at the caret. */
export function EmojiPicker({ onPick }: { readonly onPick: (emoji: string) => void }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const pick = (emoji: string): void => {
    usedEmoji(emoji);
    setOpen(false);
    onPick(emoji);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus={false}
      withinPortal
    >
      <Popover.Target>
        <ToolButton name={t.composer.emoji} keys=":" isOpen={isOpen} onClick={() => setOpen(!isOpen)}>
          <IconMoodSmile size={18} />
        </ToolButton>
      </Popover.Target>
      <Popover.Dropdown className={styles.dropdown ?? ''} aria-label={t.composer.emoji}>
        <Choices onPick={pick} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ onPick }: { readonly onPick: (emoji: string) => void }): ReactNode {
  const { recent, tone } = useEmoji();
  const [typed, type] = useState('');
  return (
    <Frimousse.Root
      className={styles.root}
      columns={COLUMNS}
      skinTone={tone}
      resolveEmojiData={emojiData}
      onEmojiSelect={({ emoji }) => onPick(emoji)}
    >
      <div className={styles.head}>
        <Frimousse.Search
          className={styles.search}
          aria-label={t.composer.emojiFind}
          placeholder={t.composer.emojiFind}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          data-autofocus
        />
        <Frimousse.SkinTone>
          {({ skinTone, setSkinTone: choose, skinToneVariations }) => (
            <UnstyledButton
              className={styles.tone}
              aria-label={t.composer.emojiTone}
              onClick={() => {
                const at = skinToneVariations.findIndex((one) => one.skinTone === skinTone);
                const next = skinToneVariations[(at + 1) % skinToneVariations.length]?.skinTone ?? 'none';
                choose(next);
                setSkinTone(next);
              }}
            >
              {skinToneVariations.find((one) => one.skinTone === skinTone)?.emoji}
            </UnstyledButton>
          )}
        </Frimousse.SkinTone>
      </div>
      {recent.length > 0 && typed === '' && (
        <div className={styles.recent} role="group" aria-label={t.composer.emojiRecent}>
          {recent.slice(0, COLUMNS).map((emoji) => (
            <UnstyledButton key={emoji} className={styles.emoji} onClick={() => onPick(emoji)}>
              {emoji}
            </UnstyledButton>
          ))}
        </div>
      )}
      <Frimousse.Viewport className={styles.viewport}>
        <Frimousse.Loading className={styles.none}>{t.composer.emojiLoading}</Frimousse.Loading>
        <Frimousse.Empty className={styles.none}>{t.composer.emojiNone}</Frimousse.Empty>
        <Frimousse.List className={styles.list} aria-label={t.composer.emoji} components={PIECES} />
      </Frimousse.Viewport>
    </Frimousse.Root>
  );
}

type Pieces = NonNullable<ComponentProps<typeof Frimousse.List>['components']>;

const PIECES: Pieces = {
  CategoryHeader: ({ category, ...rest }) => (
    <div className={styles.category} {...rest}>
      {category.label}
    </div>
  ),
  // ARIA counts rows and columns from 1.
  Row: ({ children, ...rest }) => (
    <div className={styles.row} {...rest} aria-rowindex={(rest['aria-rowindex'] ?? 0) + 1}>
      {children}
    </div>
  ),
  Emoji: ({ emoji, ...rest }) => (
    <button
      type="button"
      className={styles.emoji}
      {...rest}
      role="gridcell"
      aria-colindex={(rest['aria-colindex'] ?? 0) + 1}
    >
      {emoji.emoji}
    </button>
  ),
};

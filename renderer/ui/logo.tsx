import type { ReactNode } from 'react';

/** The mark of Postwright: a folded note with its postmark. */
export function Logo({ size = 32 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M9 8.5h9.2a5.3 5.3 0 0 1 0 10.6H13v4.4"
        fill="none"
        stroke="var(--on-accent)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="22.6" cy="23" r="2.1" fill="var(--on-accent)" />
    </svg>
  );
}

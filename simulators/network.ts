import type { Faults } from '#simulators/faults.ts';

// What every simulated network has in common, for the page that shows what arrived and for whoever starts them all.

export interface SimulatedNetwork {
  /** The name Postwright's catalog has for it: `linkedin`. */
  readonly id: string;
  readonly name: string;
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  readonly faults: Faults;
  /** Every post, part of a thread and comment that was ever made here, oldest first. */
  arrived(): readonly ArrivedPost[];
  /** Ends every connection, also those that wait in a fault. */
  stop(): Promise<void>;
}

/** Something people can see at a network. */
export interface ArrivedPost {
  readonly id: string;
  /** The name of the account or page: `@bakery`. */
  readonly account: string;
  /** `story`, `reel`, `poll` and so on where the network knows kinds; a `comment` stands under its parent. */
  readonly kind: string;
  readonly text: string;
  /** What it answers or stands under. */
  readonly parentId?: string;
  readonly media: readonly ArrivedMedia[];
  readonly pollAnswers?: readonly string[];
  /** The address its card shows. */
  readonly link?: string;
  /** The post that is shown inside it. */
  readonly quotedId?: string;
  /** UTC ms. */
  readonly at: number;
  /** For the network's own scheduler: when it goes out, UTC ms. */
  readonly scheduledFor?: number;
  readonly isRemoved: boolean;
  readonly url: string;
}

export interface ArrivedMedia {
  readonly mimeType: string;
  readonly description: string | undefined;
  readonly sha256: string;
  /** The SHA-256 of the picture that the sender gave for a film. */
  readonly coverSha256?: string;
  /** Where the simulator itself serves the bytes. */
  readonly url: string;
}

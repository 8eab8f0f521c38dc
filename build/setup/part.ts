/** Something that set-up puts in place. `isReady` is asked before every command, so it must be quick. */
export interface SetupPart {
  isReady(): boolean;
  /** Throws SetupFailure. */
  install(): Promise<void>;
}

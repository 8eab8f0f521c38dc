/** Watches what a page asks for until the page has taken it. */
export interface Taking {
  /** Something was asked for: answers the way to hand it over, or to say that there is nothing to take. */
  asked(): Asked;
}

export interface Asked {
  /** The bytes as a body that says when they have been taken. */
  body(bytes: Uint8Array): ReadableStream<Uint8Array>;
  /** Nothing is handed over. */
  nothing(): void;
}

/** `onTaken`: something has been taken, and so much of what was asked for is still on its way. */
export function watchTaking(onTaken: (left: number) => void): Taking {
  let left = 0;
  return {
    asked: () => {
      left += 1;
      let isOver = false;
      const over = (): void => {
        if (isOver) return;
        isOver = true;
        left -= 1;
        onTaken(left);
      };
      return { body: (bytes) => whole(bytes, over), nothing: over };
    },
  };
}

/** In one piece, and only when somebody reads: who reads on after it has taken it. */
function whole(bytes: Uint8Array, taken: () => void): ReadableStream<Uint8Array> {
  let isGiven = false;
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (!isGiven) {
          isGiven = true;
          return controller.enqueue(bytes);
        }
        controller.close();
        taken();
      },
      cancel: taken,
    },
    { highWaterMark: 0 },
  );
}

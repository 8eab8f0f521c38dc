/** Calls `ring` once what is drawn now has been painted; the answer calls it off. In a window that is not seen it waits until it is. */
export function afterPaint(ring: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const frame = requestAnimationFrame(() => (timer = setTimeout(ring)));
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

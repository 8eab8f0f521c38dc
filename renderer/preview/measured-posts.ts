import type { ReportSource } from '#shared/analytics/report.ts';
import { excerptOf, segmentsFor } from '#shared/posts/post.ts';
import type { Library } from './sample-library.ts';

/** What networks would have told of the posts of the sample library: the same every time. */
export function measuredIn(library: Library): ReportSource {
  const posts = [...library.publications.values()].flatMap((one, at) => {
    if (one.state !== 'published') return [];
    const metrics = { likes: 12 + ((at * 37) % 60), comments: at % 7, shares: (at * 5) % 13 };
    const { id: publication, post, channel, platform } = one;
    const reading = { ageMs: 7 * 86_400_000, metrics };
    return [{ publication, post, channel, platform, publishedAt: one.receipt.publishedAt, reading }];
  });
  return {
    zone: library.workspace.zone,
    posts,
    labelsOf: () => [],
    excerptOf: ({ post, channel }) => {
      const written = library.posts.get(post);
      return written === undefined ? '' : excerptOf(segmentsFor(written, channel));
    },
    followersOf: () => undefined,
    channels: [...library.channels.values()].map(({ id }) => id),
  };
}

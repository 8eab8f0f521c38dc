import type { Page, Person, World } from '#simulators/facebook/world.ts';
import type { MetaToken } from '#simulators/meta/tokens.ts';

/** A page as its people see it. Its token has no end when theirs is long-lived. */
export function pageJson(
  world: World,
  page: Page,
  person: Person,
  token: MetaToken,
  tasks: readonly string[],
): Record<string, unknown> {
  return {
    id: page.id,
    name: page.name,
    ...(page.username === undefined ? {} : { username: page.username }),
    access_token: pageTokenFor(world, page, person, token),
    tasks,
    category: 'Bakery',
    picture: { data: { url: `${world.url}/avatars/${page.id}.svg`, is_silhouette: false } },
  };
}

/** A page's token for what the person's opens: the same one as long as it is good. */
export function pageTokenFor(world: World, page: Page, person: Person, token: MetaToken): string {
  const same = world.tokens
    .all()
    .find(
      (one) =>
        one.kind === 'page' &&
        one.subjectId === page.id &&
        one.userId === person.id &&
        one.appId === token.appId &&
        one.issuedAt >= token.issuedAt &&
        one.scopes.join() === token.scopes.join() &&
        one.bad === undefined,
    );
  const given =
    same ??
    world.tokens.issue({
      kind: 'page',
      appId: token.appId,
      userId: person.id,
      subjectId: page.id,
      isLongLived: token.isLongLived,
      expiresAt: token.isLongLived ? undefined : token.expiresAt,
      scopes: token.scopes,
    });
  return given.value;
}

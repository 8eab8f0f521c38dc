import { addComment } from '#simulators/linkedin/comments.ts';
import { typedText } from '#simulators/linkedin/little-text.ts';
import { addPost } from '#simulators/linkedin/posts.ts';
import {
  addRefreshToken,
  addToken,
  newId,
  newToken,
  type App,
  type Organization,
  type World,
} from '#simulators/linkedin/world.ts';

export interface SimulatedMember {
  readonly id: string;
  readonly urn: string;
  /** Tokens without the browser, with every scope unless said. */
  token(scopes?: readonly string[], app?: App): string;
  refreshToken(app: App): string;
  /** What the person does by hand on the site. */
  post(text: string): string;
  remove(urn: string): void;
}

export interface SimulatedPage {
  readonly id: string;
  readonly urn: string;
  /** Gives a person a role, approved unless said. */
  letIn(member: SimulatedMember, role?: string, state?: string): void;
  putOut(member: SimulatedMember): void;
  /** What a colleague does by hand on the site. */
  post(text: string): string;
  comment(postUrn: string, text: string): void;
  remove(urn: string): void;
}

const SCOPES = {
  share: ['openid', 'profile', 'email', 'w_member_social'],
  community: [
    'r_basicprofile',
    'w_organization_social',
    'r_organization_social',
    'rw_organization_admin',
    'r_organization_admin',
    'w_member_social',
    'r_member_postAnalytics',
    'r_member_profileAnalytics',
    'w_organization_social_feed',
    'r_organization_social_feed',
    'w_member_social_feed',
  ],
};

/** A person, with what she does by hand. */
export function newMember(world: World, given: { firstName: string; lastName?: string }): SimulatedMember {
  const id = newId(7);
  const { firstName, lastName = '' } = given;
  const vanityName = [firstName, lastName].filter(Boolean).join('-').toLowerCase();
  const person = { id, urn: `urn:li:person:${id}`, firstName, lastName, vanityName };
  world.people.set(id, person);
  const everything = [...new Set([...SCOPES.share, ...SCOPES.community])];
  return {
    id,
    urn: person.urn,
    token: (scopes = everything, app) =>
      addToken(world, { clientId: app?.clientId ?? 'no-app', personUrn: person.urn, scopes }).value,
    refreshToken: (app) =>
      addRefreshToken(world, { clientId: app.clientId, personUrn: person.urn, scopes: everything }).value,
    post: (text) => addPost(world, { author: person.urn, commentary: typedText(text) }).urn,
    remove: (urn) => removePost(world, urn),
  };
}

/** A page of an organisation, nobody's yet. */
export function newPage(world: World, name: string): SimulatedPage {
  const id = String(2_414_183 + world.organizations.size);
  const urn = `urn:li:organization:${id}`;
  const vanityName = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const organization: Organization = { id, urn, name, vanityName, roles: new Map() };
  world.organizations.set(id, organization);
  return {
    id,
    urn,
    letIn: (member, role = 'ADMINISTRATOR', state = 'APPROVED') =>
      void organization.roles.set(member.urn, { role, state }),
    putOut: (member) => void organization.roles.delete(member.urn),
    post: (text) => addPost(world, { author: urn, commentary: typedText(text) }).urn,
    comment: (postUrn, text) => void addComment(world, postUrn, urn, text),
    remove: (postUrn) => removePost(world, postUrn),
  };
}

function removePost(world: World, urn: string): void {
  const post = world.posts.get(urn);
  if (post) post.deletedAt ??= world.now();
}

/** An app of the developer portal. */
export function newApp(
  world: World,
  given: { product: 'share' | 'community'; redirectUris: readonly string[]; name?: string },
): App {
  const app: App = {
    clientId: `86${newId(8)}`,
    clientSecret: `WPL_AP1.${newToken().slice(0, 24)}`,
    name: given.name ?? 'Postwright',
    scopes: SCOPES[given.product],
    redirectUris: given.redirectUris,
  };
  world.apps.set(app.clientId, app);
  return app;
}

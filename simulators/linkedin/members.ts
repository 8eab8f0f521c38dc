import type { FastifyInstance } from 'fastify';
import { allowed, checkVersion, personBy } from '#simulators/linkedin/permission.ts';
import { notFound } from '#simulators/linkedin/refusal.ts';
import type { World } from '#simulators/linkedin/world.ts';

/** Who somebody is, and which pages are theirs (PLATFORMS.md 2.1). */
export function addMemberRoutes(app: FastifyInstance, world: World): void {
  app.get('/v2/userinfo', (request) => {
    const token = allowed(world, request, 'userinfo.GET', 'openid', 'profile');
    const person = personBy(world, token.personUrn);
    if (!person) throw notFound('The member');
    return {
      sub: person.id,
      name: `${person.firstName} ${person.lastName}`.trim(),
      given_name: person.firstName,
      family_name: person.lastName,
      picture: `${world.url}/avatars/${person.id}.svg`,
      locale: { country: 'DE', language: 'en' },
    };
  });

  app.get('/v2/me', (request) => {
    const token = allowed(world, request, 'me.GET', 'r_basicprofile', 'r_liteprofile');
    const person = personBy(world, token.personUrn);
    if (!person) throw notFound('The member');
    return {
      id: person.id,
      localizedFirstName: person.firstName,
      localizedLastName: person.lastName,
      vanityName: person.vanityName,
    };
  });

  app.get<{ Querystring: Record<string, string> }>('/rest/organizationAcls', (request) => {
    checkVersion(world, request);
    const what = 'organizationAcls.FINDER-roleAssignee';
    const token = allowed(world, request, what, 'rw_organization_admin', 'r_organization_admin');
    const { state, role, start = '0', count = '10' } = request.query;
    const all = [...world.organizations.values()].flatMap((organization) => {
      const held = organization.roles.get(token.personUrn);
      if (!held || (state !== undefined && held.state !== state) || (role !== undefined && held.role !== role))
        return [];
      return [{ organization: organization.urn, roleAssignee: token.personUrn, role: held.role, state: held.state }];
    });
    const from = Number(start);
    return {
      elements: all.slice(from, from + Number(count)),
      paging: { start: from, count: Number(count), links: [], total: all.length },
    };
  });

  app.get<{ Params: { id: string } }>('/rest/organizations/:id', (request) => {
    checkVersion(world, request);
    allowed(world, request, 'organizations.GET', 'rw_organization_admin', 'r_organization_admin');
    const organization = world.organizations.get(request.params.id);
    if (!organization) throw notFound('The organization');
    return {
      id: Number(organization.id),
      localizedName: organization.name,
      vanityName: organization.vanityName,
    };
  });
}

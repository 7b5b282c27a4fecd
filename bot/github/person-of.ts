import type { Person } from '../people/person.ts';
import { resolvePerson } from '../people/resolve-person.ts';
import type { GitHubPort } from '../ports.ts';

/** Who a GitHub login is by the `people` of a service; where these cannot be read just now, the login stands for itself. */
export async function personOfLogin(
  github: Pick<GitHubPort, 'services'>,
  login: string,
  service: string,
): Promise<Person> {
  const services = await github.services().catch(() => []);
  const found = services.find(({ name }) => name === service);
  const people = found !== undefined && 'at' in found ? (found.at.config.people ?? []) : [];
  return resolvePerson(people, { platform: 'github', id: login, name: login });
}

/** What an ADMIN sets for the organisation: the same loop, over the organisation's own stream. */
import { randomUUID } from 'node:crypto';
import type { ConfigureOrganisation } from '../incident/commands/configureOrganisation.js';
import type { OrganisationEventBody } from '../incident/events/registry.js';
import type { Organisation } from '../incident/organisation.js';
import { decideOrganisation } from '../incident/organisationDecider.js';
import type { OrganisationEvent } from '../incident/record.js';
import type { Caller } from '../identity/caller.js';
import type { OrganisationAnswer } from './application.js';
import { demand } from './authorisation.js';
import { organisationStream } from './ids.js';
import type { Organisations } from './organisations.js';
import type { Positions } from './positions.js';
import type { Transactor } from './transact.js';
import type { Visibility } from './visibility.js';
import { wordingOf } from './wording.js';

const NAME = 'configureOrganisation';

export class OrganisationCommands {
  constructor(
    private readonly transactor: Transactor<Organisation, OrganisationEvent>,
    private readonly organisations: Organisations,
    private readonly positions: Positions,
    private readonly visibility: Visibility,
  ) {}

  /** See Application.configureOrganisation. */
  async configure(caller: Caller, input: ConfigureOrganisation, given: string | null): Promise<OrganisationAnswer> {
    demand(caller, NAME);
    const organisation = await this.organisations.of(caller);
    const commandId = given ?? randomUUID();
    const wording = wordingOf(NAME, input, commandId);
    if (!wording.ok) return { organisation, position: null, userErrors: [wording.refusal] };
    const outcome = await this.transactor.run<OrganisationEventBody>({
      stream: organisationStream(caller.organisation),
      recorder: caller,
      commandId,
      mark: wording.mark,
      unheardOf: false,
      expectedRevision: null,
      barred: () => [],
      decide: () => decideOrganisation(input),
      occurredAt: (_body, now) => now,
      warningsOf: () => Promise.resolve([]),
    });
    if (!outcome.ok)
      return { organisation: outcome.present?.state ?? organisation, position: null, userErrors: outcome.refusals };
    const { state, position } = outcome.after;
    if (position !== null) await this.visibility.wrote(caller.organisation, position);
    return { organisation: state, position: position === null ? null : this.positions.seal(position), userErrors: [] };
  }
}

/** What somebody may be in an organisation's register. DECIDER: the controller's representative, who decides beside or without a DPO. */
export const roles = ['REPORTER', 'HANDLER', 'DPO', 'DECIDER', 'AUDITOR', 'ADMIN'] as const;

export type Role = (typeof roles)[number];

/** The role of that exact name (capitals), or null. */
export function parseRole(text: unknown): Role | null {
  return roles.find((role) => role === text) ?? null;
}

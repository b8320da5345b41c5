import { fieldRules, isOperation, may, permissions, permissionsOf, scopeOf } from '../../src/identity/permissions.js';
import { parseRole, roles, type Role } from '../../src/identity/roles.js';
import { cell, tableIn, type Row } from '../support/tables.js';

/** Who may what, written out once more for people: a change of the table in src/ must be meant. */
const page = tableIn('permissions.md', 'operations');
const scopes: Readonly<Record<string, 'ALL' | 'OWN' | null>> = { yes: 'ALL', own: 'OWN', '–': null };

function named(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** What the page says of a role. */
function scopeIn(row: Row, role: Role): 'ALL' | 'OWN' | null {
  const scope = scopes[cell(row, role)];
  if (scope === undefined) throw new Error(`docs/permissions.md says "${cell(row, role)}" of ${role}`);
  return scope;
}

const cells = page.flatMap((row) =>
  named(cell(row, 'Operations')).flatMap((operation) => roles.map((role) => ({ operation, role, row }))),
);

describe('who may what', () => {
  test.each(cells)('$operation, $role: as docs/permissions.md says', ({ operation, role, row }) => {
    if (!isOperation(operation)) throw new Error(`${operation} is unknown`);
    expect(scopeOf(role, operation)).toBe(scopeIn(row, role));
    expect(may(role, operation)).toBe(scopeIn(row, role) !== null);
  });

  test('stands on the page for every operation, once, and for nothing beside', () => {
    const written = page.flatMap((row) => named(cell(row, 'Operations')));
    expect([...written].sort()).toEqual(Object.keys(permissions).sort());
  });

  test('stands on the page for every field that leaves something out, or is refused', () => {
    const written = tableIn('permissions.md', 'fields').map((row) => [
      named(cell(row, 'Field'))[0],
      { asks: named(cell(row, 'Asks for'))[0], otherwise: cell(row, 'Otherwise').toUpperCase() },
    ]);
    const ruled = Object.entries(fieldRules).filter(([, rule]) => rule !== null);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(ruled));
  });

  test('lists what a role may, sorted', () => {
    for (const role of roles) {
      const granted = cells.filter((one) => one.role === role && scopeIn(one.row, role) !== null);
      expect(permissionsOf(role)).toEqual(granted.map(({ operation }) => operation).sort());
    }
  });

  test('knows no operation by a name that every object has', () => {
    expect(isOperation('toString')).toBe(false);
    expect(isOperation('everything')).toBe(false);
  });

  test('reads a role by its exact name only', () => {
    expect(roles.map(parseRole)).toEqual<Role[]>([...roles]);
    for (const text of ['dpo', 'DPO ', '', null, 7, ['DPO']]) expect(parseRole(text)).toBeNull();
  });
});

import { isOperation, may, permissions, permissionsOf, scopeOf } from '../../src/identity/permissions.js';
import { parseRole, roles, type Role } from '../../src/identity/roles.js';

/** Who may what, written out once more: a change of the table in src/ must be meant. `x` all, `o` own reports only, `-` not at all. */
const table = `
                         REPORTER HANDLER DPO DECIDER AUDITOR ADMIN
me                       x        x       x   x       x       x
position                 x        x       x   x       x       x
node                     o        x       x   x       x       x
incident                 o        x       x   x       x       x
readPrivilegedNotes      -        x       x   x       -       x
reportIncident           o        x       x   x       -       -
addNote                  o        x       x   x       -       -
attachEvidence           o        x       x   x       -       -
correctIncident          -        x       x   x       -       -
establishAwareness       -        x       x   x       -       -
recordFacts              -        x       x   x       -       -
assessIncident           -        x       x   x       -       -
recordMeasure            -        x       x   x       -       -
notifyCnil               -        x       x   x       -       -
defineAudience           -        x       x   x       -       -
notifySubjects           -        x       x   x       -       -
identifyControllers      -        x       x   x       -       -
notifyControllers        -        x       x   x       -       -
acknowledgeControllerNotice  -        x       x   x       -       -
recordAuthorityMessage   -        x       x   x       -       -
answerAuthority          -        x       x   x       -       -
linkIncidents            -        x       x   x       -       -
withdrawEntry            -        x       x   x       -       -
declineCnilNotification  -        -       x   x       -       -
declineSubjectsNotification -        -       x   x       -       -
deferSubjectsNotification -        -       x   x       -       -
closeIncident            -        -       x   x       -       -
reopenIncident           -        -       x   x       -       -
ruleOutIncident          -        -       x   x       -       -
configureOrganisation    -        -       -   -       -       x`;

const [header, ...lines] = table.trim().split('\n');
const columns = (header ?? '').trim().split(/\s+/);
const cells = lines.flatMap((line) => {
  const [operation = '', ...marks] = line.trim().split(/\s+/);
  return marks.map((mark, index): [string, string, string] => [columns[index] ?? '', operation, mark]);
});
const scopes = { x: 'ALL', o: 'OWN', '-': null };

describe('who may what', () => {
  test.each(cells)('%s, %s: %s', (column, operation, mark) => {
    const role = parseRole(column);
    if (role === null || !isOperation(operation)) throw new Error(`${column} or ${operation} is unknown`);
    expect(scopeOf(role, operation)).toBe(Reflect.get(scopes, mark));
    expect(may(role, operation)).toBe(mark !== '-');
  });

  test('has a rule for every operation and role, and none beside', () => {
    expect(Object.keys(permissions).sort()).toEqual([...new Set(cells.map(([, operation]) => operation))].sort());
    expect(cells).toHaveLength(roles.length * Object.keys(permissions).length);
  });

  test('lists what a role may, sorted', () => {
    for (const role of roles) {
      const granted = cells
        .filter(([column, , mark]) => column === role && mark !== '-')
        .map(([, operation]) => operation);
      expect(permissionsOf(role)).toEqual(granted.sort());
    }
  });

  test('knows no operation by a name that every object has', () => {
    expect(isOperation('toString')).toBe(false);
    expect(isOperation('incidents')).toBe(false);
  });

  test('reads a role by its exact name only', () => {
    expect(roles.map(parseRole)).toEqual<Role[]>([...roles]);
    for (const text of ['dpo', 'DPO ', '', null, 7, ['DPO']]) expect(parseRole(text)).toBeNull();
  });
});

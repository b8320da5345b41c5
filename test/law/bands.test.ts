import { bandOf } from '../../src/law/bands.js';

test.each([
  [0, 'UP_TO_5'],
  [5, 'UP_TO_5'],
  [6, 'FROM_6_TO_50'],
  [50, 'FROM_6_TO_50'],
  [51, 'FROM_51_TO_300'],
  [300, 'FROM_51_TO_300'],
  [301, 'FROM_301_TO_5000'],
  [5000, 'FROM_301_TO_5000'],
  [5001, 'MORE_THAN_5000'],
  [2_147_483_647, 'MORE_THAN_5000'],
])("%d persons are in the CNIL's band %s", (count, band) => {
  expect(bandOf(count)).toBe(band);
});

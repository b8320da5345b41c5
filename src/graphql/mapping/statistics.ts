import type { Count as Counted, CountedBy, Figures } from '../../application/statistics/statistics.js';
import { countLabel } from '../../cnil/countLabels.js';
import { LOCALES } from '../../law/texts/show.js';
import type { Language } from '../../law/vocabulary.js';
import type { Statistics } from '../types/statistics.js';

export function statisticsOf(figures: Figures, language: Language): Statistics {
  const by = (kind: CountedBy) =>
    figures.counts[kind].map(({ key, count }) => ({ key, count, label: countLabel(kind, key, language) }));
  const { flags } = figures;
  return {
    incidents: figures.incidents,
    byNature: by('NATURE'),
    byCause: by('CAUSE'),
    byOrigin: by('ORIGIN'),
    byDataCategory: by('DATA_CATEGORY'),
    bySubjectsBand: by('SUBJECTS_BAND'),
    bySector: by('SECTOR'),
    bySubjectsInformation: by('SUBJECTS_INFORMATION'),
    bySensitiveData: by('SENSITIVE_DATA'),
    byStatus: by('STATUS'),
    byMonth: months(figures.months, language),
    filedWithin72h: flags.FILED_IN_TIME,
    filedLate: flags.FILED_LATE,
    declined: flags.DECLINED,
    pending: flags.PENDING,
    overdue: flags.OVERDUE,
    hoursToDetect: figures.hoursToDetect,
    hoursToNotify: figures.hoursToNotify,
  };
}

/** Such as `avril 2026`. */
function months(counts: readonly Counted[], language: Language) {
  const format = new Intl.DateTimeFormat(LOCALES[language], { year: 'numeric', month: 'long', timeZone: 'UTC' });
  return counts.map(({ key, count }) => ({ key, count, label: format.format(new Date(`${key}-01T00:00:00Z`)) }));
}

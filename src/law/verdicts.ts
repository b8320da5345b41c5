import { RISK_VERDICTS, type RiskVerdict } from './vocabulary.js';

/** Whether a verdict finds more risk than another; where there was none, an unlikely risk is what it is measured against. */
export function isGraver(verdict: RiskVerdict, than: RiskVerdict | null): boolean {
  return RISK_VERDICTS.indexOf(verdict) > RISK_VERDICTS.indexOf(than ?? 'UNLIKELY');
}

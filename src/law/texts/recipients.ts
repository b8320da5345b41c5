/** To whom the rules say that something is owed, in French; what is not here has the same name in both languages. */
import type { Language } from '../vocabulary.js';

const FRENCH: Readonly<Record<string, string>> = {
  'CNIL (on request)': 'CNIL (sur demande)',
  'controller (on request)': 'responsable du traitement (sur demande)',
  controllers: 'responsables de traitement',
  'data subjects': 'personnes concernées',
  'CSIRT or competent authority (in France ANSSI)': 'CSIRT ou autorité compétente (en France, l’ANSSI)',
  'competent authority (ACPR or AMF)': 'autorité compétente (ACPR ou AMF)',
  'CSIRT coordinator and ENISA (single platform)': 'CSIRT coordinateur et ENISA (plateforme unique)',
  'police, gendarmerie or public prosecutor': 'police, gendarmerie ou procureur de la République',
  'supervisory body (in France ANSSI)': 'organe de contrôle (en France, l’ANSSI)',
  'subscribers and other individuals': 'abonnés et autres particuliers',
};

/** The recipient of a rule as the language names it; an authority's own short name stays as it is. */
export function showRecipient(recipient: string, language: Language): string {
  return language === 'fr' ? (FRENCH[recipient] ?? recipient) : recipient;
}

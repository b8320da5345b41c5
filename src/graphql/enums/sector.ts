import { SECTORS } from '../../law/vocabulary.js';
import { describedEnum } from './describedEnum.js';

/** The sections of the statistical classification NACE, A to U, and one for the unknown. */
export const SectorEnum = describedEnum('Sector', 'Sector of activity, as in the CNIL’s open data.', SECTORS, {
  AGRICULTURE: 'Agriculture, forestry and fishing.',
  MINING: 'Mining and quarrying.',
  MANUFACTURING: 'Manufacturing.',
  ENERGY: 'Electricity, gas, steam and air conditioning.',
  WATER_WASTE: 'Water, sewerage, waste and remediation.',
  CONSTRUCTION: 'Construction.',
  TRADE: 'Wholesale and retail trade, repair of vehicles.',
  TRANSPORT: 'Transport and storage.',
  ACCOMMODATION_FOOD: 'Accommodation and food service.',
  INFORMATION_COMMUNICATION: 'Information and communication.',
  FINANCE_INSURANCE: 'Finance and insurance.',
  REAL_ESTATE: 'Real estate.',
  PROFESSIONAL_SCIENTIFIC: 'Professional, scientific and technical activities.',
  ADMINISTRATIVE_SUPPORT: 'Administrative and support services.',
  PUBLIC_ADMINISTRATION: 'Public administration.',
  EDUCATION: 'Education.',
  HEALTH_SOCIAL: 'Human health and social work.',
  ARTS_RECREATION: 'Arts, entertainment and recreation.',
  OTHER_SERVICES: 'Other services.',
  HOUSEHOLDS: 'Households as employers.',
  EXTRATERRITORIAL: 'Extraterritorial organisations.',
  UNKNOWN: 'Not known.',
});

/** What each rule says, in English. The keys are the rules' ids: they are kept with assessments, so none is ever renamed or taken out. */
export const en = {
  'no-rules-in-force': 'No rule of this register was in force at that time: nothing can be advised.',
  breach: 'Personal data were affected by a breach of security: it goes into the register, whatever the risk.',
  'processor-record':
    'A processor keeps its own record: the contract obliges it to help the controllers meet their duties and prove it.',
  'no-personal-data': 'No personal data are involved: this is no personal data breach.',
  'data-not-affected': 'The personal data were not affected: this is no personal data breach.',
  'unknown-personal-data-involved': 'It is not known yet whether personal data are involved.',
  'unknown-personal-data-affected': 'It is not known yet whether the personal data were affected.',
  'controllers-duty':
    'This is the duty of each controller concerned, who decides on it; a processor assesses no risk for them.',
  'notify-authority':
    'The authority is notified unless the breach is unlikely to result in a risk to the rights and freedoms of persons.',
  'default-is-to-notify':
    'Some facts are not known yet. Notifying is the rule and the exception must be shown: what is missing can follow in phases.',
  'risk-unlikely': 'Even at worst the breach is unlikely to result in a risk. The reasons belong in the register.',
  'communicate-to-subjects':
    'The persons concerned are told when the breach is likely to result in a high risk to them.',
  'not-high-risk': 'There is a risk, but even at worst none that is likely to be high for the persons.',
  'high-risk-to-weigh':
    'A high risk is possible. It depends on what these facts do not carry, such as exact content and purpose: weigh it.',
  'authority-holds-risk-high': 'The authority holds the risk to be high.',
  'public-communication':
    'The persons cannot be reached one by one: a public communication or similar measure, equally effective, takes its place.',
  'tell-controllers': 'A processor tells every controller concerned without undue delay, whatever the risk.',
  'not-a-processor': 'This duty is a processor’s: a controller has no other controller to tell.',
  'unknown-natures': 'It is not known yet what was lost: confidentiality, integrity or availability.',
  'unknown-cause': 'It is not known yet whether anybody acted in bad faith.',
  'unknown-data-categories': 'It is not known yet which data are concerned.',
  'unknown-sensitive-data': 'It is not known yet whether sensitive data are among them.',
  'unknown-subjects-count': 'It is not known yet how many persons are concerned.',
  'unknown-vulnerable-subjects': 'It is not known yet whether vulnerable persons are among them.',
  'unknown-exposure':
    'It is not known yet whether others could have had the data: not having seen it does not exclude it.',
  'unknown-recipients': 'It is not known yet who could have had the data.',
  'unknown-protection': 'It is not known yet whether the data were unintelligible to others.',
  'unknown-availability': 'It is not known yet whether and when the data were available again.',
  'unknown-integrity': 'It is not known yet whether altered data were used.',
  'unknown-mitigations': 'It is not known yet what was done to lessen the harm.',
  'unknown-misuse-proven': 'It is not known yet whether the data were misused.',
  'telling-data-exposed': 'Data that tell more than who somebody is and how to reach them could be had by others.',
  'more-than-50-persons-exposed':
    'Data of more than a minor number of persons (50) could be had by others and were not got back.',
  'vulnerable-persons-exposed': 'Data of vulnerable persons could be had by others.',
  'taken-on-purpose': 'The data were reached on purpose, by somebody who was not to have them.',
  'identity-within-reach-of-many': 'Many, or nobody knows how many, could have had data that say who the persons are.',
  'contact-details-disclosed-to-many': 'Contact details went to many, or to nobody knows how many.',
  'misuse-proven': 'Misuse of the data was proven: the risk has come true.',
  'personal-data-not-returned':
    'Data of a highly personal nature, or that enable theft or fraud, could be had by others and were not got back.',
  'special-data-disclosed':
    'Others could have seen data of a special category or on offences; getting them back does not undo that.',
  'vulnerable-persons-telling-data':
    'Telling data of vulnerable persons could be had by somebody with no duty of secrecy.',
  'vulnerable-persons-within-reach-of-many':
    'Many, or nobody knows how many, could have had data of vulnerable persons.',
  'telling-data-within-reach-of-many': 'Many, or nobody knows how many, could have had telling data.',
  'more-than-100-persons-within-reach-of-many':
    'Many, or nobody knows how many, could have had data of more than 100 persons.',
  'identity-in-open-hands': 'Data that say who the persons are went to nobody knows how many.',
  'within-reach-of-an-attacker': 'An attacker could have had the data: their intentions must be taken as bad.',
  'hostile-recipient': 'A recipient known to be ill-disposed could have had the data.',
  'special-data-not-returned':
    'Data of a special category or on offences could be had by others and were not got back.',
  'identity-kit-not-returned':
    'A name or address together with a national identifier or identity document, enough to steal an identity, was not got back.',
  'personal-data-disclosed-to-many':
    'Data of a highly personal nature, or that enable theft or fraud, went to many and were not got back.',
  'personal-data-in-open-hands':
    'Data of a highly personal nature, or that enable theft or fraud, could be had by an attacker or by nobody knows whom.',
  'attack-on-more-than-100-identities': 'An attacker could have had data that say who more than 100 persons are.',
  'attack-on-vulnerable-persons': 'An attacker could have had data that say who vulnerable persons are.',
  'disclosed-to-hostile-recipient': 'The data went to somebody known to be ill-disposed towards the persons.',
  'misused-by-many-or-unknown': 'The data were misused, and many or nobody knows who can go on doing so.',
  'personal-data-misused': 'Data of a highly personal nature, or that enable theft or fraud, were misused.',
  'vulnerable-persons-misuse': 'Data of vulnerable persons were misused.',
  'data-missing-for-a-time': 'The data came back late: persons can have suffered from their absence.',
  'contact-details-of-more-than-50-missing': 'Contact details of more than 50 persons came back late.',
  'data-of-vulnerable-persons-missing': 'Data of vulnerable persons came back late.',
  'telling-data-of-vulnerable-persons-missing': 'Telling data of vulnerable persons came back late.',
  'special-data-missing': 'Data of a special category or on offences came back late.',
  'care-data-missing': 'Health data were missing for persons in care.',
  'data-gone-or-missing-when-needed': 'The data are gone, or were missing when persons depended on them.',
  'identity-gone-or-missing-when-needed':
    'The data are gone, or were missing when persons depended on them: the effect depends on what they served for.',
  'personal-data-gone-or-missing-when-needed':
    'Data of a highly personal nature or of a special category are gone, or were missing when persons depended on them.',
  'vulnerable-persons-data-gone-or-missing-when-needed':
    'Data of vulnerable persons are gone, or were missing when they depended on them.',
  'altered-and-perhaps-used': 'The data were altered and perhaps used so.',
  'contact-details-of-more-than-50-altered':
    'Contact details of more than 50 persons were altered and perhaps used so.',
  'data-of-vulnerable-persons-altered': 'Data of vulnerable persons were altered and perhaps used so.',
  'personal-data-altered-and-perhaps-used':
    'Data of a highly personal nature or of a special category were altered and perhaps used so.',
  'altered-for-good': 'The data were altered, perhaps used so, and cannot be put right.',
  'personal-data-altered-for-good':
    'Data of a highly personal nature or of a special category were altered and cannot be put right.',
  'vulnerable-persons-data-altered-for-good': 'Data of vulnerable persons were altered and cannot be put right.',
  'enisa-medium': 'ENISA’s score is 2 or more. This register takes that as a risk; the method itself sets no duty.',
  'enisa-high':
    'ENISA’s score is 3 or more. This register takes a high risk as possible then; the method itself sets no duty.',
  'enisa-very-high':
    'ENISA’s score is 4 or more. This register takes that as a high risk; the method itself sets no duty.',
  'harm-named': 'A harm to persons was recorded as likely.',
  'exposure-excluded': 'It is excluded, on evidence, that anybody else had the data.',
  'confidentiality-not-concerned': 'Confidentiality was not concerned.',
  unintelligible: 'The data were unintelligible to others and the key is safe: their confidentiality is not at risk.',
  'trusted-and-returned': 'Whoever had the data can be trusted to keep them secret, and they were got back or deleted.',
  'restored-in-time': 'The data were available again in time.',
  'altered-but-not-used': 'Data that were altered were put right before anybody used them.',
  'access-cut-before-use':
    'Access was cut before the data could be used: a high risk is no longer likely. The authority is notified all the same.',
  'public-before': 'The data were public already.',
  'few-simple-data':
    'Only simple data of few persons, or that were got back, could be had by few; nothing makes that worse.',
  'contact-details-missing': 'Only contact details of few persons were missing, and nobody depended on them.',
  'contact-details-altered': 'Only contact details of few persons were altered.',
  'no-personal-data-yet-data': 'No personal data are said to be involved, yet data or persons are named.',
  'not-affected-yet-harmed': 'The data are said not to be affected, yet an effect on them is stated.',
  'no-breach-yet-held-high': 'There is said to be no breach, yet the authority holds its risk to be high.',
  'involved-yet-no-data': 'Personal data are said to be involved, yet their categories are said to be none.',
  'affected-yet-nobody': 'Personal data are said to be affected, yet of nobody.',
  'count-outside-band': 'The number of persons lies outside the band stated. The number is used.',
  'excluded-yet-misused': 'Exposure is said to be excluded, yet misuse is proven.',
  'excluded-yet-received': 'Exposure is said to be excluded, yet recipients are named.',
  'exposed-yet-no-recipient': 'Exposure is confirmed, yet nobody is said to have had the data.',
  'confidentiality-named-yet-not-applicable': 'Confidentiality is said to be lost, yet exposure is said not to apply.',
  'exposed-yet-confidentiality-not-named': 'Exposure is confirmed, yet confidentiality is not among what was lost.',
  'unavailable-yet-availability-not-named': 'Data were missing, yet availability is not among what was lost.',
  'altered-yet-integrity-not-named': 'Data were altered, yet integrity is not among what was lost.',
  'integrity-named-yet-not-altered': 'Integrity is said to be lost, yet nothing was altered.',
  'unintelligible-yet-misused': 'The data are said to be unintelligible, yet misuse is proven.',
  'not-sensitive-yet-special':
    'The data are said not to be sensitive, yet a special category is named. What was said is used.',
  'not-vulnerable-yet-named':
    'Nobody is said to be vulnerable, yet minors or vulnerable persons are named. What was said is used.',
  'trusted-yet-hostile': 'The recipient is said to be trusted or nobody, yet ill-disposed.',
  'deleted-by-nobody-known': 'Deletion is said to be confirmed, yet nobody knows who has the data.',
  'cut-before-use-yet-used': 'Access is said to have been cut before use, yet the data were misused or public.',
  'excluded-without-basis': 'Exposure is said to be excluded, but not on what evidence: so far it is only a hope.',
} as const;

export type RuleId = keyof typeof en;

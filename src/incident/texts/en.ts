/**
 * What is said to a reader of English: what is wrong, why, and what to do about it. ICU messages; the keys are the list of all messages.
 * Apostrophes are typographic, because ICU reads the straight one as a quotation mark.
 */
export const en = {
  // The door
  blank: 'This text is empty. Without it the record would say nothing here. Write it out.',
  tooLong:
    'This text is too long: at most {max, number} characters are kept. Shorten it, or spread it over several notes.',
  tooMany: 'This list is too long: at most {max, number} entries fit. Record the others with a linked incident.',
  notAnInstant:
    'This is no instant that can be placed in time. Give the date, the time and the offset, such as 2026-10-23T14:20:00+02:00.',
  notWellFormed:
    'This text holds a character that cannot be stored (half of a surrogate pair). Type or paste it again.',
  repeated: 'The same entry is in this list twice. Keep one of them.',
  outOfRange: 'This number lies outside what can be: from {min, number} to {max, number}. Check it.',
  negative: 'A number of records is not negative. Check it, or leave it out where it is not known.',
  noCountryCode: 'This is no code of a country: two capital letters, as in ISO 3166-1, such as FR. Check it.',
  cannotBeUnknown: 'This must be known: it cannot be set to unknown. Leave it out to keep it as it is.',

  // The record
  notFound: 'There is no such incident in your register. Check its id.',
  conflict:
    'Somebody has changed this incident since you read it. Nothing was recorded, so that you do not overwrite what you have not seen. Read it again, then repeat your entry.',
  commandIdReused:
    'This command id already stands for another entry. Nothing was recorded. Use a new id for a new entry; repeat an entry only as it was.',
  limitExceeded: 'This is more than one entry can hold. Nothing was recorded. Spread it over several entries.',

  // State
  alreadyClosed:
    'This incident is closed, and its record is final until somebody reopens it. Reopen it first, with the reasons; what has already happened outside can be recorded as it happened.',
  alreadyRuledOut:
    'This incident has been ruled out: it was found to be no breach. If it is one after all, reopen it first, with the reasons; what has already happened outside can be recorded as it happened.',
  notClosed: 'This incident is open: only what is closed or ruled out can be reopened. Go on working on it.',
  notAware:
    'No awareness is on record: so far this is a suspicion, and no duty to notify has begun. Record when a breach became reasonably certain, or rule the incident out.',
  notAController:
    'Your organisation is the processor here. Assessing the risk and notifying the authority are the controller’s to do (GDPR art. 33(1)); a processor tells its controllers (art. 33(2)). If the role is wrong, correct the incident.',
  notAProcessor:
    'Your organisation is not the processor here: it has no controllers to tell (GDPR art. 33(2)). If the role is wrong, correct the incident.',
  alreadyNotified:
    'The authority has been notified of this breach, so it cannot be decided not to notify it. Strike that filing if it was recorded by mistake, or record the withdrawal that was filed.',

  // Instants
  inFuture: '{instant} lies in the future. Only what has happened can be recorded. Check date, time and offset.',
  endBeforeStart:
    'The breach cannot have ended before it began. It is said to have begun on {start} and ended on {end}. Check both instants.',
  detectedBeforeStart:
    'The breach cannot have been detected before it began. It is said to have begun on {start} and been detected on {detected}. Check both instants.',
  awareBeforeDetection:
    'Nobody can have been aware of the breach before it was detected. It is said to have been detected on {detected} and certain on {aware}. Check both instants.',
  awareBeforeStart:
    'Nobody can have been aware of the breach before it began. It is said to have begun on {start} and been certain on {aware}. Check both instants.',
  newFactsBeforeDetection:
    'New facts cannot have been known before the breach was detected. It is said to have been detected on {detected}, and they to have been known on {known}. Check both instants.',
  filedBeforeDetection:
    'A filing cannot have been made before the breach was detected. It is said to have been made on {filed}, and the breach detected on {detected}. Check both instants, or say that it happened so.',
  filedBeforeEarlier:
    'A filing cannot have been made before the one it refers to. It is said to have been made on {filed}, and the other one on {earlier}. Check the instant and the reference, or say that it happened so.',
  ongoingWithEnd:
    'A breach that has ended is not ongoing, and an end is given: {end}. Leave out the end, or say that it is not ongoing any more.',

  // Reasons and contents
  reasonsRequired:
    'The reasons are missing. Whoever reads the register later must be able to understand this step (GDPR art. 5(2), 33(5)). Write them down.',
  explanationRequired:
    'Awareness is already on record, so this changes the start of the 72 hours. Explain why the earlier instant was wrong; both stay on record.',
  reasonsForDelayRequired:
    'This notification was filed on {filed}, {late} after the time limit of {due}. GDPR art. 33(1) then asks for the reasons for the delay. Add them, or say that it was filed without any.',
  missingContent:
    'A complete notification lacks what the register does not hold yet: GDPR art. {items}. Add it to the register, file an initial notification instead, or say that it was filed so.',
  nothingToCorrect: 'No field is given, so there is nothing to correct. Name at least one.',
  exerciseFixed:
    'Whether an incident is a drill is settled when it is reported, because drills are numbered apart. Report a new incident instead.',
  noFacts: 'No fact is given. Give at least one; a fact may also be said to be unknown.',

  // Entries
  unknownMeasure: 'This incident has no such measure, or it has been struck. Choose a measure on record.',
  unknownFiling: 'This incident has no such filing, or it has been struck. Choose a filing on record.',
  unknownEntry:
    'This incident has no such entry, or it has been struck already. Choose a measure, filing (under another regime too), audience, communication, notice, message, evidence, note or link on record; decisions and assessments are replaced by new ones, not struck.',
  unknownDuty: 'This duty is not open, so it needs no reason. Take it out of the list.',
  plannedButDone:
    'A measure that is only planned has not been done, and {done} is given. Say that it is taken, or leave out when it was done.',
  existingButPlanned:
    'What existed before the breach was not planned after it. Choose another kind of measure, or another state.',
  noInitialNotification:
    'No initial or complete notification is on record for this to follow (GDPR art. 33(4)). Record that one first, or say that it happened so.',

  // Decisions
  notAssessed:
    'Not notifying because a risk is unlikely rests on an assessment of that risk (GDPR art. 33(1)), and none is on record. Assess first.',
  wrongVerdict:
    'The assessment on record finds a risk, so the authority must be notified (GDPR art. 33(1)). Notify it; or assess again, if the facts have changed.',
  dutiesOpen: 'These duties are still open: {duties}. Meet them, or give for each the reason to close all the same.',

  // Persons
  unknownAudience:
    'This incident has no such audience, or it has been struck. Choose an audience on record, or define one first.',
  informedWithoutLetter:
    'That these persons were informed is shown by what they were told, and nothing is on record. Record the communication; the audience counts as informed by it.',
  missingMessage: 'The message lacks what GDPR art. 34(2) asks for: {items}. Add it, or say that it was sent so.',
  notDirect:
    'A press release or a page of one’s own does not reach the persons directly (EDPB Guidelines 9/2022). It is recorded and covers nobody by itself; if telling everybody is out of proportion, record that decision with this public measure.',
  moreFailedThanSent: 'More messages came back than were sent. Check both numbers.',
  publicMeasureMissing:
    'Disproportionate effort takes a public communication in place of telling everybody (GDPR art. 34(3)(c)). Say where and when it took place.',
  highRiskNotAssessed:
    'Not informing because there is no high risk rests on an assessment, and none is on record. Assess first.',
  highRiskFound:
    'The assessment on record finds a high risk, so the persons must be informed (GDPR art. 34(1)). Inform them, name another ground, or assess again if the facts have changed.',
  reviewBeforeStart:
    'A deferral is looked at again after it begins. It is said to begin on {from} and to be reviewed on {review}. Check both instants.',
  sentBeforeDetection:
    'Nothing can have been sent about the breach before it was detected. It is said to have been sent on {sent}, and the breach detected on {detected}. Check both instants, or say that it happened so.',

  // Controllers
  noControllers: 'No controller is named. Name at least one.',
  tooManyControllers:
    'One call takes at most {max, number} controllers. Nothing was recorded. Spread them over several calls.',
  tooManyUntold:
    'More than {max, number} controllers are untold, and one call takes no more. Nothing was recorded. List those of each call.',
  controllerTwice: 'This controller is in the list twice. Keep it once.',
  whichControllers: 'Say to whom: either list the controllers, or say that it went to all identified and not yet told.',
  nobodyUntold:
    'No controller is identified and untold: there is nobody that this could have gone to. List the controllers instead.',
  unknownController:
    'No controller of this key is identified in this incident. Check the key, or identify the controller first.',
  receivedBeforeSent:
    'A notice cannot have arrived before it was sent, and on {received} at least one of these had not been. Check the instant, record the sending first, or say that it happened so.',
  wrongNoticeState: 'A notice either arrived (ACKNOWLEDGED) or came back (FAILED). Choose one of them.',
  noticeBeforeAwareness:
    'The controllers were told before certainty was on record, which nothing forbids. Record the awareness once there is certainty.',

  // Authority
  dueBeforeReceipt:
    'An answer cannot be due before the message came. It is said to have come on {received} and to be due on {due}. Check both instants.',
  unknownMessage:
    'This incident has no such message of the authority, or it has been struck. Choose a message on record.',
  answeredBeforeReceipt:
    'An answer cannot have gone out before its message came. The message is said to have come on {received}, and the answer to have gone out on {answered}. Check both instants.',
  reopeningProposed:
    'The authority orders something on an incident that has ended. Reopen it, so that somebody complies.',

  // Evidence
  notAMediaType: 'This is no media type: it reads like application/pdf. Check it.',
  notASize: 'This is no size in bytes: a whole number from 0. Check it.',
  notASha256: 'This is no SHA-256 hash: 64 hexadecimal digits. Compute it anew, for instance with sha256sum.',
  unknownRevision:
    'This incident has no entry of that revision. Give the revision of the entry that the evidence is about, or leave it out.',

  // Links
  whichIncident: 'Say which incident: either one of your register by its id, or one elsewhere in words.',
  linkedToItself: 'An incident cannot be linked to itself. Choose another one.',
  otherNotFound: 'There is no such incident in your register. Check its id, or name an incident elsewhere in words.',
  alreadyLinked: 'This link is on record already. Strike it first if it was wrong.',

  // Warnings
  awarenessProposed:
    'The processor informed you on {informed}. As a rule you are aware from then on (EDPB Guidelines 9/2022). Record the awareness if that is so; it is never set by itself.',
  roleDiffers:
    'These facts give another role than the incident, whose own role stands. Correct the incident if its role is wrong.',
  bandDiffers: 'The band does not fit the number of persons, and the number counts. Correct whichever is wrong.',
  exposureBasisMissing:
    'Exposure is said to be excluded, but not on what basis. Whoever checks the register will ask for it: record the basis.',
  filingsStandAfterRulingOut:
    'The authority has been notified of this breach and will wait for more. File a withdrawal with it, and record it.',

  // Other regimes
  regimeNotClassified:
    'Incidents are not classified under this regime, or the register does not know it. Those under which they are: {regimes}.',
  unknownClassification:
    'This is no classification of {regime} that the register knows. Choose one of: {classifications}.',
  regimeNotInScope:
    'The organisation is not configured for {regime}, so this starts no clock. An administrator adds the regime where the organisation is in it.',
  unknownRegimeDuty:
    'No regime knows this duty. Take the id from the incident’s duties of kind OTHER_REGIME, such as <incident>/NIS2/OTHER_REGIME/EARLY_WARNING.',
  regimeNotAsked:
    'Nothing says that {regime} asked this of the organisation then. The filing is recorded all the same; check the organisation’s regimes and the dates.',

  // Organisation
  nothingToConfigure: 'No setting is given, so there is nothing to change. Name at least one.',
  unknownTimeZone: 'There is no such time zone. Use a name of the IANA list, such as Europe/Paris.',
  unknownLanguage: 'The register speaks French (fr) and English (en). Choose one of them.',
  invalidSiren:
    'This is no SIREN: it has nine digits, the last of which checks the others. Check it against the company register.',
  unknownRegime: 'This regime is not known to the register. Known ones: {regimes}.',
  gdprCompulsory: 'The GDPR always applies here and cannot be left out. Add GDPR to the list.',
  aimForLegalLimit:
    'The law itself sets the hours of this duty, so an organisation can set no aim of its own for it. Take it out of the list.',
  aimTwice: 'This duty already has an aim in the list. Keep one of them.',
  aimOutOfRange: 'An aim is a whole number of hours from {min, number} to {max, number}. Change it.',
} as const;

/** Cases of persons, controllers, the authority, evidence and links; conventions as in cases.ts. */
import * as commands from '../../support/commands.js';
import { audience, identified, linked, received, told } from '../../support/lifeStory.js';
import { assessed, aware, closed, detected, entry, hour, incidentOf, step, withdrawn } from '../../support/story.js';
import { blankCapacity, blankName, future, wrong, type Case } from './case.js';

const {
  classify,
  fileUnder,
  inform,
  declineSubjects,
  defer,
  identify,
  tell,
  acknowledge,
  receive,
  answer,
  attach,
  link,
  cabinet,
} = commands;
const reported = [step(0, detected({ detectedAt: hour(-1) })), step(1, aware(hour(1)))];
const addressed = [...reported, step(2, audience())];
const struck = [...addressed, step(3, withdrawn(entry(2)))];
const highRisk = [...addressed, step(3, assessed({ verdict: 'HIGH_RISK' }))];
/** Relatives at high risk, in a breach that is none for the others. */
const relativesAtHighRisk = [
  ...reported,
  step(2, audience({ verdict: 'HIGH_RISK' })),
  step(3, assessed({ verdict: 'RISK' })),
];
const processor = [step(0, detected({ role: 'PROCESSOR', detectedAt: hour(-1) })), step(1, aware(hour(1)))];
const listed = [...processor, step(2, identified(['c-1']))];
const informed = [...listed, step(3, told(['c-1'], hour(3)))];
const suspecting = [step(0, detected({ role: 'PROCESSOR', detectedAt: hour(-1) }))];
const asked = [...reported, step(2, audience()), step(3, received('QUESTION', 3))];
const crowd = Array.from({ length: 2_501 }, (_, index) => `k-${index}`);
const crowded = [
  ...processor,
  ...Array.from({ length: 6 }, (_, part) => step(2, identified(crowd.slice(part * 500, (part + 1) * 500)))),
];
const everybody = crowd.map((externalId) => ({ externalId, name: 'Cabinet' }));
const publicMeasure = { channel: 'PRESS', at: hour(2), text: 'avis dans la presse' } as const;
const itself = incidentOf(...reported).id;
const elsewhere = entry(99) as string as typeof itself;

const telling: readonly Case[] = [
  wrong('blank', 'name', commands.audience({ name: '' }), reported),
  wrong('unknownAudience', 'audienceId', commands.audience({ audienceId: entry(1) }), addressed),
  wrong('informedWithoutLetter', 'information', commands.audience({ information: 'INFORMED' }), addressed),
  wrong('unknownAudience', 'audienceId', inform(), reported),
  wrong('unknownAudience', 'audienceId', inform(), struck),
  wrong('inFuture', 'sentAt', inform({ sentAt: future }), addressed),
  wrong('moreFailedThanSent', 'failed', inform({ count: 3, failed: 4 }), addressed),
  wrong('missingMessage', 'message', inform({ message: { fullText: 'Madame, Monsieur' } }), addressed),
  wrong('sentBeforeDetection', 'sentAt', inform({ sentAt: hour(-2) }), addressed),
  wrong('reasonsRequired', 'reasons', declineSubjects({ reasons: '' }), addressed),
  wrong('blank', 'decidedBy.name', declineSubjects({ decidedBy: blankName }), addressed),
  wrong('blank', 'decidedBy.capacity', declineSubjects({ decidedBy: blankCapacity }), addressed),
  wrong('blank', 'publicMeasure.text', declineSubjects({ publicMeasure: { ...publicMeasure, text: ' ' } }), addressed),
  wrong('unknownAudience', 'audienceId', declineSubjects({ audienceId: entry(2) }), struck),
  wrong('publicMeasureMissing', 'publicMeasure', declineSubjects({ ground: 'DISPROPORTIONATE_EFFORT' }), addressed),
  wrong('highRiskNotAssessed', 'ground', declineSubjects({ ground: 'NOT_HIGH_RISK' }), addressed),
  wrong('highRiskFound', 'ground', declineSubjects({ ground: 'NOT_HIGH_RISK' }), highRisk),
  wrong('highRiskFound', 'ground', declineSubjects({ ground: 'NOT_HIGH_RISK' }), relativesAtHighRisk),
  wrong('inFuture', 'occurredAt', declineSubjects({ occurredAt: future }), addressed),
  wrong(
    'inFuture',
    'publicMeasure.at',
    declineSubjects({ publicMeasure: { ...publicMeasure, at: future } }),
    addressed,
  ),
  wrong('reasonsRequired', 'reasons', defer({ reasons: '' }), addressed),
  wrong('blank', 'requestedBy', defer({ requestedBy: ' ' }), addressed),
  wrong('blank', 'decidedBy.name', defer({ decidedBy: blankName }), addressed),
  wrong('blank', 'decidedBy.capacity', defer({ decidedBy: blankCapacity }), addressed),
  wrong('inFuture', 'from', defer({ from: future }), addressed),
  wrong('reviewBeforeStart', 'reviewAt', defer({ reviewAt: hour(2) }), addressed),
];

const noticing: readonly Case[] = [
  wrong('noControllers', 'controllers', identify({ controllers: [] }), processor),
  wrong('blank', 'controllers.0.externalId', identify({ controllers: [{ externalId: ' ', name: 'x' }] }), processor),
  wrong('blank', 'controllers.0.name', identify({ controllers: [{ externalId: 'x', name: ' ' }] }), processor),
  wrong('controllerTwice', 'controllers.1.externalId', identify({ controllers: [cabinet, cabinet] }), processor),
  wrong('tooManyControllers', 'controllers', identify({ controllers: everybody }), processor),
  wrong('inFuture', 'occurredAt', identify({ occurredAt: future }), processor),
  wrong('whichControllers', 'controllers', tell({ controllers: [] }), listed),
  wrong('whichControllers', 'controllers', tell({ allIdentified: true }), listed),
  wrong('nobodyUntold', 'allIdentified', tell({ controllers: null, allIdentified: true }), informed),
  wrong('tooManyUntold', 'allIdentified', tell({ controllers: null, allIdentified: true }), crowded),
  wrong('blank', 'controllers.0.externalId', tell({ controllers: [{ externalId: '', name: 'x' }] }), listed),
  wrong('blank', 'controllers.0.name', tell({ controllers: [{ externalId: 'x', name: '' }] }), listed),
  wrong('blank', 'message', tell({ message: ' ' }), listed),
  wrong('controllerTwice', 'controllers.1.externalId', tell({ controllers: [cabinet, cabinet] }), listed),
  wrong('tooManyControllers', 'controllers', tell({ controllers: everybody }), listed),
  wrong('inFuture', 'sentAt', tell({ sentAt: future }), listed),
  wrong('sentBeforeDetection', 'sentAt', tell({ sentAt: hour(-2) }), listed),
  wrong('noControllers', 'externalIds', acknowledge({ externalIds: [] }), informed),
  wrong('unknownController', 'externalIds.0', acknowledge({ externalIds: ['c-9'] }), informed),
  wrong('controllerTwice', 'externalIds.1', acknowledge({ externalIds: ['c-1', 'c-1'] }), informed),
  wrong('wrongNoticeState', 'state', acknowledge({ state: 'SENT' }), informed),
  wrong('tooManyControllers', 'externalIds', acknowledge({ externalIds: crowd }), [
    ...crowded,
    step(3, told(crowd, hour(3))),
  ]),
  wrong('inFuture', 'receivedAt', acknowledge({ receivedAt: future }), informed),
  wrong('receivedBeforeSent', 'receivedAt', acknowledge(), listed),
  wrong('receivedBeforeSent', 'receivedAt', acknowledge({ receivedAt: hour(2) }), informed),
];

const corresponding: readonly Case[] = [
  wrong('blank', 'text', receive({ text: '' }), reported),
  wrong('inFuture', 'receivedAt', receive({ receivedAt: future }), reported),
  wrong('dueBeforeReceipt', 'dueAt', receive({ dueAt: hour(29) }), reported),
  wrong('blank', 'text', answer({ text: '' }), asked),
  wrong('unknownMessage', 'messageId', answer({ messageId: entry(2) }), asked),
  wrong('unknownMessage', 'messageId', answer(), [...asked, step(4, withdrawn(entry(3)))]),
  wrong('inFuture', 'answeredAt', answer({ answeredAt: future }), asked),
  wrong('answeredBeforeReceipt', 'answeredAt', answer({ answeredAt: hour(2) }), asked),
  wrong('blank', 'name', attach({ name: '' }), reported),
  wrong('notAMediaType', 'mediaType', attach({ mediaType: 'pdf' }), reported),
  wrong('notASize', 'size', attach({ size: '-1' }), reported),
  wrong('notASize', 'size', attach({ size: '9223372036854775808' }), reported),
  wrong('notASha256', 'sha256', attach({ sha256: 'a1' }), reported),
  wrong('inFuture', 'collectedAt', attach({ collectedAt: future }), reported),
  wrong('unknownRevision', 'aboutRevision', attach({ aboutRevision: 2 }), reported),
  wrong('whichIncident', 'otherIncidentId', link({ externalReference: ' ' }), reported),
  wrong('whichIncident', 'otherIncidentId', link({ otherIncidentId: elsewhere, otherExists: true }), reported),
  wrong(
    'linkedToItself',
    'otherIncidentId',
    link({ otherIncidentId: itself, externalReference: null, otherExists: true }),
    reported,
  ),
  wrong('otherNotFound', 'otherIncidentId', link({ otherIncidentId: elsewhere, externalReference: null }), reported),
  wrong('alreadyLinked', 'externalReference', link(), [
    ...reported,
    step(2, linked({ externalReference: 'avis du 3 mai' })),
  ]),
  wrong(
    'alreadyLinked',
    'otherIncidentId',
    link({ otherIncidentId: elsewhere, externalReference: null, otherExists: true }),
    [...reported, step(2, linked({ otherIncidentId: elsewhere }))],
  ),
];

const underOtherRegimes: readonly Case[] = [
  wrong('unknownRegimeDuty', 'duty', fileUnder({ duty: 'NIS2/OTHER_REGIME/NOTHING' }), reported),
  wrong('unknownRegimeDuty', 'duty', fileUnder({ duty: 'GDPR/NOTIFY_AUTHORITY' }), reported),
  wrong('blank', 'recipient', fileUnder({ recipient: ' ' }), reported),
  wrong('inFuture', 'filedAt', fileUnder({ filedAt: future }), reported),
  wrong('regimeNotClassified', 'regime', classify({ regime: 'NIS3' }), reported),
  wrong('regimeNotClassified', 'regime', classify({ regime: 'GDPR' }), reported),
  wrong('unknownClassification', 'classification', classify({ classification: 'BIG' }), reported),
  wrong('unknownClassification', 'classification', classify({ classification: '' }), reported),
  wrong('reasonsRequired', 'reasons', classify({ reasons: '' }), reported),
  wrong('inFuture', 'at', classify({ at: future }), reported),
];

export const refusedLife: readonly Case[] = [...telling, ...noticing, ...corresponding, ...underOtherRegimes];

export const warnedLife: readonly Case[] = [
  wrong('notDirect', 'channel', inform({ channel: 'PRESS' }), addressed),
  wrong('notDirect', 'channel', inform({ channel: 'WEBSITE' }), addressed),
  wrong('regimeNotAsked', 'duty', fileUnder(), reported),
  wrong('regimeNotInScope', 'regime', classify(), reported),
  wrong('noticeBeforeAwareness', '', tell(), suspecting),
  wrong('reopeningProposed', '', receive({ kind: 'ORDER_TO_INFORM' }), [...reported, step(2, closed())]),
];

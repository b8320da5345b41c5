/** Enums of persons, controllers, the authority, links and the timeline. */
import {
  ART34_GROUNDS,
  AUTHORITY_MESSAGE_KINDS,
  COMMUNICATION_CHANNELS,
  LINK_KINDS,
  NOTICE_STATES,
  SUBJECTS_INFORMATIONS,
} from '../../law/vocabulary.js';
import { describedEnum } from './describedEnum.js';

export const Art34GroundEnum = describedEnum('Art34Ground', 'Why persons are not told.', ART34_GROUNDS, {
  NOT_HIGH_RISK: 'No high risk (art. 34(1)): needs an assessment that says so.',
  UNINTELLIGIBLE: 'The data are unintelligible to whoever got them, such as encrypted (art. 34(3)(a)): waives.',
  RISK_REMOVED: 'Later measures make the high risk unlikely (art. 34(3)(b)): waives.',
  DISPROPORTIONATE_EFFORT: 'Telling each is out of proportion (art. 34(3)(c)): met once the public measure took place.',
  LEGAL_DEROGATION: 'Another law exempts, named in the reasons: waives.',
});

export const SubjectsInformationEnum = describedEnum(
  'SubjectsInformation',
  'Whether an audience was told, as the CNIL asks for each.',
  SUBJECTS_INFORMATIONS,
  {
    INFORMED: 'Told in full.',
    TO_BE_INFORMED: 'It will be told.',
    NOT_TO_BE_INFORMED: 'It will not be told.',
    UNDETERMINED: 'Not decided yet.',
  },
);

export const CommunicationChannelEnum = describedEnum(
  'CommunicationChannel',
  'The way a message took.',
  COMMUNICATION_CHANNELS,
  {
    EMAIL: 'E-mail.',
    SMS: 'Text message.',
    LETTER: 'Letter by post.',
    IN_APP: 'Message within an application.',
    PHONE: 'Telephone call.',
    BANNER: 'Prominent banner where the persons come by.',
    PRESS: 'Press release or newspaper; reaches nobody directly.',
    WEBSITE: 'Page of one’s own website; reaches nobody directly.',
    OTHER: 'Another way.',
  },
);

export const NoticeStateEnum = describedEnum('NoticeState', 'How far a controller has been told.', NOTICE_STATES, {
  IDENTIFIED: 'Known to be concerned, and untold.',
  SENT: 'A notice was sent.',
  FAILED: 'The notice came back: untold again.',
  ACKNOWLEDGED: 'The notice arrived.',
});

export const AuthorityMessageKindEnum = describedEnum(
  'AuthorityMessageKind',
  'What came from a supervisory authority.',
  AUTHORITY_MESSAGE_KINDS,
  {
    ACKNOWLEDGEMENT: 'It received what was filed.',
    QUESTION: 'It asks something.',
    FORMAL_NOTICE: 'It gives formal notice to comply.',
    INSPECTION: 'It inspects.',
    ORDER_TO_INFORM: 'It orders that persons be told (art. 34(4), 58(2)(e)).',
    OTHER_ORDER: 'It orders something else (art. 58(2)).',
    EXEMPTION_CONFIRMED: 'It confirms that persons need not be told (art. 34(4)).',
    COMPLAINT: 'It passes on a complaint.',
    SANCTION: 'It imposes a sanction.',
    CLOSURE: 'It closes the case.',
  },
);

export const LinkKindEnum = describedEnum('LinkKind', 'How two incidents belong together.', LINK_KINDS, {
  DUPLICATE_OF: 'This one duplicates the other.',
  SAME_EVENT: 'Both come from the same event.',
  PROCESSOR_NOTICE: 'The other is the processor’s, whose notice brought this one, or the other way round.',
  SPLIT_FROM: 'This one was split off the other.',
  RECURRENCE_OF: 'The same thing happened again.',
});

export const TIMELINE_ORDERS = ['OCCURRED', 'RECORDED'] as const;
export type TimelineOrder = (typeof TIMELINE_ORDERS)[number];
export const TimelineOrderEnum = describedEnum('TimelineOrder', 'By which time a timeline runs.', TIMELINE_ORDERS, {
  OCCURRED: 'By when things happened, as was said of them.',
  RECORDED: 'By when the register learnt of them.',
});

export const SORT_DIRECTIONS = ['ASC', 'DESC'] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];
export const SortDirectionEnum = describedEnum('SortDirection', 'Which way an order runs.', SORT_DIRECTIONS, {
  ASC: 'Oldest or smallest first.',
  DESC: 'Newest or largest first.',
});

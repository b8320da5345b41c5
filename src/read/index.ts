/** The read models: tables derived from the log, for lists, search and statistics. */
export { projectingInThread } from './threadProjecting.js';
export type { ReadModels, ReadModelsOptions, ReadModelsStatus } from './port.js';
export { openPostgresReadModels, type PostgresReadModelsOptions } from './postgresModels.js';
export { openReadModels } from './readModels.js';
export { answerRequests, requestRebuild, type RebuildAnswer } from './requests.js';

/** Ids of duties, as commands get them. */

/** The duty's key within its incident; of another incident's duty the id as it came, which names no duty here. */
export function keyWithin(incidentId: string, dutyId: string): string {
  return dutyId.startsWith(`${incidentId}/`) ? dutyId.slice(incidentId.length + 1) : dutyId;
}

/** `shipment.updated`, from newer versions to older ones. */
import type { DownCasts } from '../render.ts';

export const shipmentUpdated: DownCasts['shipment.updated'] = {
  /** Version 1 knows one parcel, and no way back. */
  2: ({ parcels: [first], estimated_delivery_at: _, status, ...same }) => ({
    ...same,
    status: status === 'returned' ? 'exception' : status,
    carrier: first!.carrier,
    tracking_number: first!.tracking_number,
  }),
};

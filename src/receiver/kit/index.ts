/** For those who test receivers: the conformance kit, and one event sent as Waybill would. */
export { type CheckOptions, checkReceiver, type Finding } from './check.ts';
export { EXAMPLES, makeEvent, type SignedDelivery, type SignedWith, signDelivery } from './delivery.ts';
export { type SendOptions, sendEvent } from './send.ts';

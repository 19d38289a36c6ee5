import { XMLBuilder } from 'fast-xml-parser';
import type { FinanceSettings } from '../claim/finance-settings.ts';
import { euros } from './csv.ts';
import { sepaText } from './sepa-text.ts';

/**
 * A batch as a credit transfer initiation of ISO 20022, for payers outside the State's payment traffic. No postal
 * addresses: unstructured ones are not taken since 15.11.2026, and none is needed. One payment per claim; a claim with
 * nothing to pay has none.
 */

export const painVersions = ['pain.001.001.03', 'pain.001.001.09'] as const;
export type PainVersion = (typeof painVersions)[number];

export type CreditTransfer = {
  /** At most 35 characters of a–z, digits and hyphens. */
  reference: string;
  cents: number;
  name: string;
  iban: string;
  /** What the payee sees. */
  message: string;
};

export type PainBatch = {
  batchNumber: number;
  /** ISO 8601 instant and date in Finland. */
  madeAt: string;
  executionDate: string;
  count: number;
  /** Control sum of the payments. */
  totalCents: number;
};

type Node = Record<string, unknown>;

const LONGEST_NAME = 70;
const LONGEST_MESSAGE = 140;

export const messageIdOf = (batchNumber: number): string => `MATKALASKU-${batchNumber}`;

/** The file in pieces: head, one piece a payment, tail. `payments` must be what `batch` counts and adds up. */
export async function* painText(
  version: PainVersion,
  batch: PainBatch,
  payer: FinanceSettings['payer'],
  payments: AsyncIterable<readonly CreditTransfer[]>,
): AsyncGenerator<string> {
  const namespace = `urn:iso:std:iso:20022:tech:xsd:${version}`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><CstmrCdtTrfInitn>`;
  yield xml({ GrpHdr: groupHeader(batch, payer) });
  yield `<PmtInf>${xml(paymentHead(version, batch, payer))}`;
  for await (const page of payments) {
    yield page.map((payment) => xml({ CdtTrfTxInf: transfer(payment) })).join('');
  }
  yield '</PmtInf></CstmrCdtTrfInitn></Document>\n';
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true });
const xml = (node: Node): string => builder.build(node);

const groupHeader = (batch: PainBatch, payer: FinanceSettings['payer']): Node => ({
  MsgId: messageIdOf(batch.batchNumber),
  CreDtTm: `${batch.madeAt.slice(0, 19)}Z`,
  NbOfTxs: String(batch.count),
  CtrlSum: euros(batch.totalCents),
  InitgPty: { Nm: sepaText(payer.name, LONGEST_NAME), ...organisation(payer.businessId) },
});

/** The business id with its code of the list of schemes, where there is one. */
const organisation = (businessId: string): Node =>
  businessId === '' ? {} : { Id: { OrgId: { Othr: { Id: businessId, SchmeNm: { Cd: 'COID' } } } } };

const paymentHead = (version: PainVersion, batch: PainBatch, payer: FinanceSettings['payer']): Node => ({
  PmtInfId: `${messageIdOf(batch.batchNumber)}-1`,
  PmtMtd: 'TRF',
  NbOfTxs: String(batch.count),
  CtrlSum: euros(batch.totalCents),
  PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
  ReqdExctnDt: version === 'pain.001.001.03' ? batch.executionDate : { Dt: batch.executionDate },
  Dbtr: { Nm: sepaText(payer.name, LONGEST_NAME) },
  DbtrAcct: { Id: { IBAN: payer.iban } },
  DbtrAgt: { FinInstnId: bank(version, payer.bic) },
  ChrgBr: 'SLEV',
});

const bank = (version: PainVersion, bic: string): Node => {
  if (bic === '') return { Othr: { Id: 'NOTPROVIDED' } };
  return version === 'pain.001.001.03' ? { BIC: bic } : { BICFI: bic };
};

const transfer = (payment: CreditTransfer): Node => ({
  PmtId: { EndToEndId: payment.reference },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#text': euros(payment.cents) } },
  Cdtr: { Nm: sepaText(payment.name, LONGEST_NAME) },
  CdtrAcct: { Id: { IBAN: payment.iban } },
  RmtInf: { Ustrd: sepaText(payment.message, LONGEST_MESSAGE) },
});

/** The words of the phone's page: `texts/<language>/phone.json`. */
export const phoneWords = {
  fi: () => import('../../texts/fi/phone.json', { with: { type: 'json' } }),
  sv: () => import('../../texts/sv/phone.json', { with: { type: 'json' } }),
  en: () => import('../../texts/en/phone.json', { with: { type: 'json' } }),
};

export type PhoneKey = keyof Awaited<ReturnType<typeof phoneWords.fi>>['default'];

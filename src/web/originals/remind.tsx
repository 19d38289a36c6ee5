import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { ClaimOriginalsView } from '../../claim/original-views.ts';
import { sentenceOf } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { useReminding } from './marking.ts';
import { useWords } from './words.ts';

/** Sends the member a notice; when it went last stands beside, and once a day is enough. */
export const RemindButton = (props: { view: ClaimOriginalsView }): ReactNode => {
  const { t } = useWords();
  const speech = useSpeech();
  const reminding = useReminding();
  const { claim, remindedAt, may } = props.view;
  return (
    <div className="remind">
      {may.remind && (
        <Button
          variant="secondary"
          aria-label={`${t('remind')}: ${claim.number}`}
          aria-disabled={reminding.isPending}
          onClick={() => !reminding.isPending && reminding.mutate(claim.id)}
        >
          {t('remind')}
        </Button>
      )}
      <span role="status" className="small quiet">
        {remindedAt && t('reminded', { date: speech.format.instantDay(remindedAt) })}
      </span>
      {reminding.isError && (
        <span role="alert" className="field-error">
          {sentenceOf(reminding.error, speech)}
        </span>
      )}
    </div>
  );
};

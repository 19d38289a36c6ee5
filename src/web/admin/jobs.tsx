import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button } from 'suomifi-ui-components';
import type { FailedJob } from '../../claim/views.ts';
import { api } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { useSpeech } from '../texts.ts';
import { Fetched } from './fetched.tsx';

const Job = (props: { job: FailedJob }): ReactNode => {
  const { t, format } = useSpeech();
  const client = useQueryClient();
  const { job } = props;
  const again = useMutation({
    mutationFn: () => api.post(`/api/jobs/${encodeURIComponent(job.queue)}/${job.id}/retry`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['admin', '/api/jobs'] }),
  });
  return (
    <li className="home-row">
      <div>
        <h2>
          {job.queue} <span className="quiet small">{job.subject}</span>
        </h2>
        <p className="quiet">
          {format.instant(job.createdAt)} · {t('admin.jobs.tries')}: {job.tries}
        </p>
        <p className="finding error">{job.error}</p>
        {again.isError && <FailedPart error={again.error} />}
      </div>
      <Button
        variant="secondary"
        aria-label={t('admin.jobs.retry.of', { queue: job.queue, subject: job.subject })}
        onClick={() => again.mutate()}
      >
        {t('admin.jobs.retry')}
      </Button>
    </li>
  );
};

/** Background jobs that gave up, each with `Yritä uudelleen`. */
export const Jobs = (): ReactNode => {
  const { t } = useSpeech();
  return (
    <Fetched<FailedJob> path="/api/jobs" lead={t('admin.jobs.lead')} empty={t('admin.jobs.empty')}>
      {(jobs) => (
        <ul>
          {jobs.map((job) => (
            <Job key={`${job.queue}${job.id}`} job={job} />
          ))}
        </ul>
      )}
    </Fetched>
  );
};

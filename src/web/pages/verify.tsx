import '../verify/verify.css';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { FailedPart } from '../parts/failure.tsx';
import { Page } from '../parts/layout.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { useSpeech } from '../texts.ts';
import { checkFile, type Progress } from '../verify/check.ts';
import { ChooseFile } from '../verify/choose.tsx';
import { Result } from '../verify/result.tsx';
import { useVerifyWords, type VerifyWords } from '../verify/words.ts';

/** Checking a claim PDF, for anybody: auditors and payers have no account here. */

const sentence = ({ t }: VerifyWords, progress: Progress, file: string): string =>
  progress === 'checking' ? t('verify.checking', { file }) : t('verify.sending', { file, percent: progress.sent });

const Checking = (props: { words: VerifyWords }): ReactNode => {
  const { words } = props;
  const [progress, setProgress] = useState<Progress>({ sent: 0 });
  const check = useMutation({
    mutationFn: (file: File) => {
      setProgress({ sent: 0 });
      return checkFile(file, setProgress);
    },
  });
  const name = check.variables?.name ?? '';
  return (
    <>
      <ChooseFile words={words} choose={(file) => !check.isPending && check.mutate(file)} />
      <p className="small quiet">{words.t('verify.private')}</p>
      <p role="status" className="verify-progress">
        {check.isPending ? sentence(words, progress, name) : ''}
      </p>
      {check.isError && <FailedPart error={check.error} />}
      {check.data && <Result key={check.submittedAt} words={words} view={check.data} file={name} />}
    </>
  );
};

export const VerifyPage = (): ReactNode => {
  const { t } = useSpeech();
  const words = useVerifyWords();
  return (
    <Page title={t('nav.verify')}>
      {words.isError && <FailedPart error={words.error} retry={() => void words.refetch()} />}
      {words.isPending && <Waiting />}
      {words.data && (
        <>
          <p className="lead">{words.data.t('verify.lead')}</p>
          <Checking words={words.data} />
        </>
      )}
    </Page>
  );
};

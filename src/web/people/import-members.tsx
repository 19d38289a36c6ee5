import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Button, Checkbox } from 'suomifi-ui-components';
import type { ImportPreview } from '../../claim/import-views.ts';
import type { GroupView } from '../../claim/meeting-views.ts';
import { isRefused } from '../api.ts';
import { FailedPart } from '../parts/failure.tsx';
import { ChoiceField } from '../parts/fields/fields.tsx';
import { sendFile } from '../send-file.ts';
import { ImportChanges } from './import-changes.tsx';
import { usePeopleWords } from './words.tsx';

/** Members from a file: what would change is shown first, and carried out when it has been seen. */

interface Wanted {
  file: File;
  groupId: string | null;
  whole: boolean;
  apply?: string;
}

const send = ({ file, groupId, whole, apply }: Wanted): Promise<ImportPreview> => {
  const wanted = new URLSearchParams({ whole: String(whole && groupId !== null) });
  if (groupId) wanted.set('groupId', groupId);
  if (apply) wanted.set('apply', apply);
  return sendFile<ImportPreview>(`/api/imports?${wanted}`, file);
};

const isUsable = ({ errors, missingColumns, changes }: ImportPreview): boolean =>
  errors.length === 0 && missingColumns.length === 0 && changes.length > 0;

export const ImportMembers = (props: { groups: GroupView[] }): ReactNode => {
  const { t, count } = usePeopleWords();
  const client = useQueryClient();
  const [groupId, setGroup] = useState<string | null>(null);
  const [whole, setWhole] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: send });
  const apply = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      preview.reset();
      setFile(null);
      await client.invalidateQueries({ queryKey: ['groups'] });
    },
    // Somebody changed the members meanwhile: what the file would do now is shown instead.
    onError: (error) => file && isRefused(error, 'import-stale') && preview.mutate({ file, groupId, whole }),
  });
  const look = (wanted: Wanted): void => {
    setFile(wanted.file);
    apply.reset();
    preview.mutate(wanted);
  };
  const busy = preview.isPending || apply.isPending;
  return (
    <section className="staff-part" aria-labelledby="title-import">
      <h2 id="title-import">{t('import.title')}</h2>
      <p className="lead">{t('import.lead')}</p>
      <ChoiceField
        label={t('card.group')}
        value={groupId}
        options={props.groups.map(({ id, name }) => ({ value: id, text: name }))}
        onChange={(id) => {
          setGroup(id);
          if (file) look({ file, groupId: id, whole });
        }}
      />
      {groupId !== null && (
        <Checkbox
          checked={whole}
          onClick={({ checkboxState }) => {
            setWhole(checkboxState);
            if (file) look({ file, groupId, whole: checkboxState });
          }}
        >
          {t('import.whole')}
        </Checkbox>
      )}
      <div className="pick-file">
        <label>
          <input
            type="file"
            accept=".csv,.txt,.xlsx"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) look({ file: chosen, groupId, whole });
              event.target.value = '';
            }}
          />
          {t('import.file')}
        </label>
      </div>
      <p role="status" className={apply.data ? 'announced' : ''}>
        {preview.isPending && t('import.reading')}
        {apply.data && count('import.done', apply.data.changes.length)}
      </p>
      {preview.isError && <FailedPart error={preview.error} />}
      {apply.isError && <FailedPart error={apply.error} />}
      {preview.data && file && (
        <>
          <ImportChanges preview={preview.data} fileName={file.name} />
          {isUsable(preview.data) && (
            <div>
              <Button
                aria-disabled={busy}
                onClick={() => {
                  if (!busy) apply.mutate({ file, groupId, whole, apply: preview.data.fingerprint });
                }}
              >
                {t(apply.isPending ? 'import.doing' : 'import.do')}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
};

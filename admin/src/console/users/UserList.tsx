import { DataTable, FunctionField, ListBase, useListContext, useUnselectAll } from 'react-admin';
import { api, type Schema } from '../../api/client';
import { answerOf } from '../../api/problem';
import { t } from '../../i18n/translate';
import { session } from '../../session/session';
import { PageHead } from '../layout/PageHead';
import { ConfirmButton } from '../shared/ConfirmButton';
import { SearchFilter, SegmentFilter, SelectFilter } from '../shared/Filters';
import { dateTime } from '../shared/format';
import { ListFrame } from '../shared/ListFrame';
import { TableScroll } from '../shared/TableScroll';
import { CreateOperator } from './CreateOperator';
import { UserStatusTag } from './UserStatusTag';

type User = Schema['User'];

export function UserList() {
  return (
    <ListBase sort={{ field: 'createdAt', order: 'DESC' }} perPage={25} storeKey={false}>
      <PageHead title={t('console.users')}>
        <CreateOperator />
      </PageHead>
      <ListFrame
        empty={t('console.users.empty')}
        filters={
          <>
            <SearchFilter name="search" label={t('console.users.search')} />
            <SegmentFilter
              name="role"
              label={t('console.users.role')}
              choices={[
                ['artist', t('console.users.artists')],
                ['operator', t('console.users.operators')],
              ]}
            />
            <SelectFilter
              name="status"
              label={t('console.users.any-status')}
              choices={[
                ['active', t('console.users.active')],
                ['disabled', t('console.users.disabled')],
              ]}
            />
          </>
        }
      >
        <TableScroll label={t('console.users')}>
          <DataTable<User>
            rowClick="show"
            bulkActionButtons={<DisableSelected />}
            isRowSelectable={({ id, status }) => id !== session.snapshot.user?.id && status === 'active'}
          >
            <DataTable.Col label={t('session.email')} source="email" />
            <DataTable.Col label={t('console.users.name')} source="name" />
            <DataTable.Col label={t('console.users.role')} disableSort>
              <FunctionField<User> render={({ role }) => t(`console.users.${role}`)} />
            </DataTable.Col>
            <DataTable.Col label={t('console.users.status')} disableSort>
              <FunctionField<User> render={({ status }) => <UserStatusTag status={status} />} />
            </DataTable.Col>
            <DataTable.Col label={t('console.users.since')} source="createdAt">
              <FunctionField<User> render={({ createdAt }) => dateTime(createdAt)} />
            </DataTable.Col>
          </DataTable>
        </TableScroll>
      </ListFrame>
    </ListBase>
  );
}

function DisableSelected() {
  const { selectedIds } = useListContext<User>();
  const unselectAll = useUnselectAll('users');
  const disable = (id: unknown) =>
    answerOf(api.PATCH('/api/v1/users/{id}', { params: { path: { id: String(id) } }, body: { status: 'disabled' } }));
  return (
    <ConfirmButton
      label={t('console.users.disable')}
      title={t('console.users.disable-many', { smart_count: selectedIds.length })}
      question={<p>{t('console.users.disable.question')}</p>}
      confirm={t('console.users.disable')}
      done={t('console.users.disabled-many', { smart_count: selectedIds.length })}
      work={() => Promise.all(selectedIds.map(disable))}
      after={() => unselectAll()}
    />
  );
}

import { DataTable, DateField, ListBase, Pagination } from 'react-admin';
import { t } from '../../i18n/translate';
import { PageHead } from '../layout/PageHead';

export function UserList() {
  return (
    <ListBase sort={{ field: 'createdAt', order: 'DESC' }}>
      <PageHead title={t('console.users')} />
      <div className="page-body">
        <DataTable bulkActionButtons={false}>
          <DataTable.Col source="email" />
          <DataTable.Col source="name" />
          <DataTable.Col source="role" disableSort />
          <DataTable.Col source="createdAt">
            <DateField source="createdAt" showTime />
          </DataTable.Col>
        </DataTable>
        <Pagination />
      </div>
    </ListBase>
  );
}

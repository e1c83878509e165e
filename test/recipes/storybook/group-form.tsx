export { GroupForm } from '../react/group-form.tsx';

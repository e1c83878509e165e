import { Groups } from '../groups';

export default Groups;

import { Eye } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(Eye);

import { ChevronRight } from 'lucide-react';
import { icon } from '../drawing.js';

export default icon(ChevronRight);

import './crop-marks.css';

/** The marks a printer cuts by, around a sheet or a drop zone. */
export function CropMarks() {
  return <i className="crop-marks" aria-hidden />;
}

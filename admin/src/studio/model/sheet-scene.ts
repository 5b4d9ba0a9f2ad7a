import {
  AmbientLight,
  BufferAttribute,
  CanvasTexture,
  DirectionalLight,
  DoubleSide,
  Mesh,
  MeshStandardMaterial,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  SRGBColorSpace,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import type { ReliefGrid } from '../preview/protocol';

/** Height of one deviation of the relief, in shares of the sheet's longer side, at depth 1. */
const DEVIATION = 0.012;
/** Radians a press of an arrow key turns the sheet. */
const TURN = 0.12;
const LIGHT_DISTANCE = 3;
/** Where the sheet is first seen from. */
const START = new Vector3(0, -0.55, 2.2);
/** Share of the stage that it fills then, in whichever direction it fills more. */
const FILLED = 0.88;

/** A sheet of paper with a print on it, under one lamp. */
export class SheetScene {
  private readonly renderer: WebGLRenderer;
  private readonly scene = new Scene();
  private readonly camera = new PerspectiveCamera(32, 1, 0.1, 20);
  private readonly controls: OrbitControls;
  private readonly lamp = new DirectionalLight(0xffffff, 2.6);
  private readonly material = new MeshStandardMaterial({ roughness: 0.92, metalness: 0, side: DoubleSide });
  private mesh: Mesh<PlaneGeometry, MeshStandardMaterial> | undefined;
  private grid: ReliefGrid | undefined;
  private readonly observer: ResizeObserver;

  /** @throws Error where the browser has no WebGL */
  constructor(private readonly canvas: HTMLCanvasElement) {
    this.renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true, preserveDrawingBuffer: true });
    this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    this.camera.position.copy(START);
    this.controls = new OrbitControls(this.camera, canvas);
    this.controls.minDistance = 0.6;
    this.controls.maxDistance = 5;
    this.controls.enablePan = false;
    this.controls.addEventListener('change', () => this.draw());
    this.scene.add(this.lamp, new AmbientLight(0xffffff, 0.85));
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(canvas.parentElement!);
  }

  /** The sheet's surface and what is printed on it. */
  lay(grid: ReliefGrid, print: ImageBitmap): void {
    this.material.map?.dispose();
    const picture = document.createElement('canvas');
    picture.width = print.width;
    picture.height = print.height;
    picture.getContext('2d')!.drawImage(print, 0, 0);
    const texture = new CanvasTexture(picture);
    texture.colorSpace = SRGBColorSpace;
    texture.anisotropy = this.renderer.capabilities.getMaxAnisotropy();
    this.material.map = texture;
    this.material.needsUpdate = true;
    if (grid !== this.grid) this.fold(grid);
    this.draw();
  }

  /** @param depth of the folds; 1 is about as the paper has them */
  setDepth(depth: number): void {
    if (this.mesh) this.mesh.scale.z = depth;
    this.draw();
  }

  /** @param azimuth degrees clockwise, where the light comes from: 0 right, 90 below, 270 above; @param elevation degrees */
  setLight(azimuth: number, elevation: number): void {
    const [a, e] = [(azimuth * Math.PI) / 180, (elevation * Math.PI) / 180];
    this.lamp.position
      .set(Math.cos(a) * Math.cos(e), -Math.sin(a) * Math.cos(e), Math.sin(e))
      .multiplyScalar(LIGHT_DISTANCE);
    this.draw();
  }

  /** Turns the sheet by steps to the right and down. */
  turn(right: number, down: number): void {
    this.camera.position.applyAxisAngle(this.camera.up, right * TURN);
    this.camera.position.y += down * TURN * this.camera.position.length();
    this.camera.lookAt(0, 0, 0);
    this.controls.update();
    this.draw();
  }

  /** The sheet as a binary glTF file. */
  async toGlb(): Promise<Blob> {
    const { GLTFExporter } = await import('three/examples/jsm/exporters/GLTFExporter.js');
    const file = await new GLTFExporter().parseAsync(this.mesh!, { binary: true });
    return new Blob([file as ArrayBuffer], { type: 'model/gltf-binary' });
  }

  dispose(): void {
    this.observer.disconnect();
    this.controls.dispose();
    this.mesh?.geometry.dispose();
    this.material.map?.dispose();
    this.material.dispose();
    this.renderer.dispose();
  }

  private fold(grid: ReliefGrid): void {
    const longest = Math.max(grid.width, grid.height);
    const geometry = new PlaneGeometry(grid.width / longest, grid.height / longest, grid.width - 1, grid.height - 1);
    const position = geometry.getAttribute('position') as BufferAttribute;
    for (let i = 0; i < grid.heights.length; i++) position.setZ(i, grid.heights[i]! * DEVIATION);
    geometry.computeVertexNormals();
    this.grid = grid;
    if (this.mesh) {
      this.mesh.geometry.dispose();
      this.mesh.geometry = geometry;
    } else {
      this.mesh = new Mesh(geometry, this.material);
      this.scene.add(this.mesh);
    }
    this.resize();
  }

  private resize(): void {
    const { clientWidth, clientHeight } = this.canvas.parentElement!;
    if (clientWidth === 0 || clientHeight === 0) return;
    this.renderer.setSize(clientWidth, clientHeight, false);
    this.camera.aspect = clientWidth / clientHeight;
    this.camera.zoom = this.fittingZoom();
    this.camera.updateProjectionMatrix();
    this.draw();
  }

  /** That at which the sheet, as it is first seen, fills the stage, whatever the proportions of either. */
  private fittingZoom(): number {
    if (!this.grid) return 1;
    const { width, height } = this.grid;
    const longest = Math.max(width, height);
    const first = new PerspectiveCamera(this.camera.fov, this.camera.aspect);
    first.position.copy(START);
    first.lookAt(0, 0, 0);
    first.updateMatrixWorld();
    const extents = [-0.5, 0.5].flatMap((across) =>
      [-0.5, 0.5].flatMap((up) => {
        const { x, y } = new Vector3((across * width) / longest, (up * height) / longest, 0).project(first);
        return [Math.abs(x), Math.abs(y)];
      }),
    );
    return FILLED / Math.max(...extents);
  }

  private draw(): void {
    this.renderer.render(this.scene, this.camera);
  }
}

import { AppError } from '#lib/errors.ts';

/** A program and the places of its uniforms. */
export interface GlProgram {
  readonly handle: WebGLProgram;
  /** Place of a uniform; `null`, which WebGL ignores, when the program does not use it. */
  readonly uniform: (name: string) => WebGLUniformLocation | null;
  /** False while the compiler works in the background; asking does not wait for it. */
  readonly isCompiled: () => boolean;
  /**
   * Waits for the compiler.
   *
   * @throws `internal` with the compiler's log when the driver refused the program
   */
  readonly finish: () => void;
}

/** Starts to compile and link a program. */
export function createProgram(
  gl: WebGL2RenderingContext,
  vertexSource: string,
  fragmentSource: string,
): GlProgram {
  const handle = gl.createProgram();
  const shaders = [
    compileShader(gl, gl.VERTEX_SHADER, vertexSource),
    compileShader(gl, gl.FRAGMENT_SHADER, fragmentSource),
  ];
  for (const shader of shaders) gl.attachShader(handle, shader);
  gl.linkProgram(handle);
  const places = new Map<string, WebGLUniformLocation | null>();
  const background = gl.getExtension('KHR_parallel_shader_compile');
  let isFinished = false;
  return {
    handle,
    uniform: (name) => {
      const known = places.get(name);
      if (known !== undefined) return known;
      const place = gl.getUniformLocation(handle, name);
      places.set(name, place);
      return place;
    },
    isCompiled: () =>
      isFinished ||
      background === null ||
      gl.isContextLost() ||
      gl.getProgramParameter(handle, background.COMPLETION_STATUS_KHR) === true,
    finish: () => {
      if (isFinished) return;
      checkLink(gl, handle, shaders);
      for (const shader of shaders) gl.deleteShader(shader);
      isFinished = true;
    },
  };
}

function checkLink(
  gl: WebGL2RenderingContext,
  program: WebGLProgram,
  shaders: readonly WebGLShader[],
): void {
  // A lost context fails every link; its restoration will compile again.
  if (gl.getProgramParameter(program, gl.LINK_STATUS) || gl.isContextLost()) return;
  const logs = [
    gl.getProgramInfoLog(program),
    ...shaders.map((shader) => gl.getShaderInfoLog(shader)),
  ];
  throw new AppError(
    'internal',
    `The graphics driver refused the viewer's shader, so images cannot be shown: ${logs.join(' ')}`,
  );
}

function compileShader(gl: WebGL2RenderingContext, type: GLenum, source: string): WebGLShader {
  const shader = gl.createShader(type);
  if (shader === null) {
    throw new AppError('device-lost', 'The graphics context was lost while a shader was compiled.');
  }
  gl.shaderSource(shader, source);
  gl.compileShader(shader);
  return shader;
}

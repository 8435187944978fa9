package fabric_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"lilab/internal/judge"
)

func TestMain(m *testing.M) {
	if os.Getpid() == 1 && os.Getenv("LILAB_GUEST") != "" {
		guest(m)
		return
	}
	goleak.VerifyTestMain(m)
}

// bootLimit bounds the life of the virtual machine.
const bootLimit = 60 * time.Second

// TestKernelSCTP runs an NG Setup and the SCTP conformance tests over the SCTP of a Linux kernel, in a virtual machine:
// machines without kernel SCTP are common. The kernel is Debian's, fetched once into the cache and never installed.
func TestKernelSCTP(t *testing.T) {
	if testing.Short() {
		t.Skip("short: boots a virtual machine")
	}
	unable := func(format string, args ...any) {
		t.Helper()
		judge.Absent(t, fmt.Sprintf(format, args...))
	}
	if runtime.GOARCH != "amd64" {
		unable("the machine and its kernel are for amd64, not %s", runtime.GOARCH)
	}
	for _, tool := range []string{"qemu-system-x86_64", "cpio", "apt-cache", "apt-get", "dpkg-deb"} {
		if _, err := exec.LookPath(tool); err != nil {
			unable("no %s: %v", tool, err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	kernel, err := debianKernel(ctx)
	if err != nil {
		unable("no kernel: %v", err)
	}
	image, modules, err := kernelFiles(kernel)
	require.NoError(t, err)

	dir := t.TempDir()
	build := exec.CommandContext(ctx, "go", "test", "-c", "-o", filepath.Join(dir, "init"), ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := build.CombinedOutput()
	require.NoError(t, err, "%s", out)
	initrd, err := initramfs(ctx, dir, modules)
	require.NoError(t, err)

	boot, stop := context.WithTimeout(ctx, bootLimit)
	defer stop()
	start := time.Now()
	qemu := exec.CommandContext(boot, "qemu-system-x86_64", "-cpu", "max", "-accel", "tcg", "-m", "512", "-nographic", "-no-reboot", "-nic", "none",
		"-kernel", image, "-initrd", initrd, "-append", "console=ttyS0 quiet panic=-1 rdinit=/init LILAB_GUEST=1")
	console, err := qemu.CombinedOutput()
	took := time.Since(start)
	require.NoError(t, err, "after %v:\n%s", took, console)
	m := regexp.MustCompile(`(?m)^.*` + resultPrefix + `(.*)$`).FindSubmatch(console)
	require.NotNil(t, m, "no result after %v:\n%s", took, console)
	result := strings.TrimSpace(string(m[1]))
	require.Regexp(t, `^ok release=\S+ ngsetup=\d+us ppid=0000003c registration=\d+ms$`, result, "%s", console)
	passed := bytes.Count(console, []byte("    --- PASS: TestSCTP"))
	require.NotContains(t, string(console), "--- SKIP")
	require.Equal(t, 1+strings.Count(guestTests, "|"), passed, "%s", console)
	t.Logf("boot to power off %v: %s, %d conformance tests", took.Round(time.Millisecond), result, passed)
}

// debianKernel returns the folder of Debian's current cloud kernel, unpacked from its package.
func debianKernel(ctx context.Context) (string, error) {
	cache := os.Getenv("LILAB_CACHE")
	if cache == "" {
		user, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		cache = filepath.Join(user, "lilab")
	}
	cache = filepath.Join(cache, "kernel")
	out, err := exec.CommandContext(ctx, "apt-cache", "depends", "--important", "linux-image-cloud-amd64").Output()
	if err != nil {
		return "", fmt.Errorf("apt-cache: %w", err)
	}
	m := regexp.MustCompile(`Depends: (linux-image-\S+-cloud-amd64)`).FindSubmatch(out)
	if m == nil {
		return "", errors.New("apt-cache knows no linux-image-cloud-amd64")
	}
	name := string(m[1])
	final := filepath.Join(cache, name)
	if _, err := os.Stat(final); err == nil {
		return final, nil
	}
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", err
	}
	work, err := os.MkdirTemp(cache, "new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(work)
	get := exec.CommandContext(ctx, "apt-get", "download", name)
	get.Dir = work
	if out, err := get.CombinedOutput(); err != nil {
		return "", fmt.Errorf("apt-get download %s: %w: %s", name, err, out)
	}
	debs, err := filepath.Glob(filepath.Join(work, "*.deb"))
	if err != nil || len(debs) != 1 {
		return "", fmt.Errorf("apt-get left %d packages", len(debs))
	}
	tree := filepath.Join(work, "tree")
	if out, err := exec.CommandContext(ctx, "dpkg-deb", "-x", debs[0], tree).CombinedOutput(); err != nil {
		return "", fmt.Errorf("dpkg-deb: %w: %s", err, out)
	}
	if err := os.Rename(tree, final); err != nil && !errors.Is(err, fs.ErrExist) {
		return "", err
	}
	return final, nil
}

// kernelFiles finds the image and the modules that the guest loads, plain or compressed.
func kernelFiles(kernel string) (image string, modules map[string]string, err error) {
	images, err := filepath.Glob(filepath.Join(kernel, "boot", "vmlinuz-*"))
	if err != nil || len(images) != 1 {
		return "", nil, fmt.Errorf("%d kernel images in %s", len(images), kernel)
	}
	modules = make(map[string]string)
	err = filepath.WalkDir(kernel, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		for _, name := range guestModules {
			if strings.HasPrefix(d.Name(), name+".ko") {
				modules[name] = path
			}
		}
		return nil
	})
	if err == nil && modules["sctp"] == "" {
		err = fmt.Errorf("no module sctp in %s", kernel)
	}
	return images[0], modules, err
}

// initramfs packs the first process and the modules.
func initramfs(ctx context.Context, dir string, modules map[string]string) (string, error) {
	if err := os.Mkdir(filepath.Join(dir, "modules"), 0o755); err != nil {
		return "", err
	}
	list := "init\nmodules\n"
	for name, path := range modules {
		b, err := os.ReadFile(path)
		if err == nil && strings.HasSuffix(path, ".xz") {
			b, err = exec.CommandContext(ctx, "xz", "-dc", path).Output()
		}
		if err != nil {
			return "", fmt.Errorf("module %s: %w", name, err)
		}
		file := filepath.Join("modules", name+".ko")
		if err := os.WriteFile(filepath.Join(dir, file), b, 0o600); err != nil {
			return "", err
		}
		list += file + "\n"
	}
	file := filepath.Join(dir, "initramfs")
	out, err := os.Create(file)
	if err != nil {
		return "", err
	}
	pack := exec.CommandContext(ctx, "cpio", "--quiet", "-o", "-H", "newc", "-R", "0:0")
	pack.Dir, pack.Stdin, pack.Stdout = dir, strings.NewReader(list), out
	var stderr bytes.Buffer
	pack.Stderr = &stderr
	err = pack.Run()
	if e := out.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", fmt.Errorf("cpio: %w: %s", err, stderr.String())
	}
	return file, nil
}

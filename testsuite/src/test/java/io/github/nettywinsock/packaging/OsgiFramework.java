package io.github.nettywinsock.packaging;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** A framework of OSGi with bundles of its own. */
final class OsgiFramework implements AutoCloseable {
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(30);

    private final Framework framework;

    OsgiFramework(Path storage) throws BundleException {
        framework = ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow()
                .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, storage.toString()));
        framework.start();
    }

    /** Prints what the application of a bundle says: folder of the framework, bundle of the application, bundles that it needs. */
    public static void main(String[] args) throws Exception {
        try (OsgiFramework osgi = new OsgiFramework(Path.of(args[0]))) {
            for (int i = 2; i < args.length; i++) {
                osgi.install(Path.of(args[i]));
            }
            Bundle application = osgi.install(Path.of(args[1]));
            application.start();
            application
                    .loadClass(EchoApplication.class.getName())
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        }
    }

    /** The bundle that a jar or a folder is. */
    Bundle install(Path home) throws Exception {
        return framework
                .getBundleContext()
                .installBundle("reference:" + home.toUri().toURL());
    }

    List<Bundle> install(Collection<Path> homes) throws Exception {
        List<Bundle> bundles = new ArrayList<>();
        for (Path home : homes) {
            bundles.add(install(home));
        }
        return bundles;
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(STOP_MILLIS);
    }
}

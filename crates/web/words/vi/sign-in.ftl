# Signing in and out.
sign-in-citizen-text = Người dân và doanh nghiệp đăng nhập bằng tài khoản định danh điện tử VNeID, không cần tài khoản nào khác. Đăng nhập xong, ông/bà trở lại đúng trang đang xem.
sign-in-citizen = Đăng nhập bằng VNeID
sign-in-official-text = Cán bộ, công chức đăng nhập bằng tài khoản công vụ của cơ quan.
sign-in-official = Đăng nhập tài khoản công vụ
sign-in-official-link = Tôi là cán bộ, công chức
sign-in-citizen-link = Tôi là người dân hoặc doanh nghiệp
